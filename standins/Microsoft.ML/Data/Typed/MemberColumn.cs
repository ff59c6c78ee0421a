using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// A member of a row class bound to the name and type of a column.
internal sealed record MemberColumn(Member Member, string Name, DataViewType Type, DataViewSchema.Annotations Annotations)
{
    public static MemberColumn[] Of(Type userType, SchemaDefinition.Direction direction, SchemaDefinition definition)
        => [.. (definition ?? SchemaDefinition.Create(userType, direction)).Select(column => Bind(userType, column))];

    public static DataViewSchema Schema(IEnumerable<MemberColumn> columns)
        => columns.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type, column.Annotations)).ToSchema();

    private static MemberColumn Bind(Type userType, SchemaDefinition.Column column)
    {
        Member member = Member.Named(userType, column.MemberName);
        string name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        DataViewType type = column.ColumnType ?? member.ColumnType();
        bool isVector = type is VectorDataViewType;
        Contracts.CheckParam(
            isVector == member.IsVector,
            "userSchemaDefinition",
            $"Column '{name}' is supposed to be {Kind(isVector)}, but type of associated field '{column.MemberName}' is {Kind(member.IsVector)}");
        Contracts.CheckParam(
            type.ItemType().RawType == member.RawItemType,
            "userSchemaDefinition",
            $"Column '{name}' is supposed to have item type {type.ItemType().RawType}, but associated field has type {member.RawItemType}");
        return new MemberColumn(member, name, type, column.Annotations);

        static string Kind(bool isVector) => isVector ? "vector" : "scalar";
    }
}
