using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public Column this[string columnName]
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both) => throw new NotSupportedException();

    public sealed class Column
    {
        internal Column(string memberName, DataViewType columnType, string columnName = null)
        {
            MemberName = memberName;
            ColumnType = columnType;
            ColumnName = columnName ?? memberName;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => throw new NotSupportedException();

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType) => throw new NotSupportedException();
    }
}
