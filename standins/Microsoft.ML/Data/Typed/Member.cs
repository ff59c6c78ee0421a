using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// A public field or property of a user's row class that stands for a column.
internal sealed class Member
{
    private Member(MemberInfo info)
    {
        Info = info;
        Type = info is FieldInfo field ? field.FieldType : ((PropertyInfo)info).PropertyType;
        bool isBuffer = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        IsVector = Type.IsArray || isBuffer;
        ItemType = Type.IsArray ? Type.GetElementType() : isBuffer ? Type.GetGenericArguments()[0] : Type;
    }

    public MemberInfo Info { get; }

    public Type Type { get; }

    public bool IsVector { get; }

    // As declared: strings are strings here.
    public Type ItemType { get; }

    public Type RawItemType => ItemType == typeof(string) ? typeof(ReadOnlyMemory<char>) : ItemType;

    // Fields come before properties, each in order of declaration.
    public static IEnumerable<Member> Of(Type userType, SchemaDefinition.Direction direction)
    {
        const BindingFlags Open = BindingFlags.Public | BindingFlags.Instance;
        IEnumerable<MemberInfo> properties = userType.GetProperties(Open).Where(property => property.GetIndexParameters().Length == 0
            && ((direction.HasFlag(SchemaDefinition.Direction.Read) && property.GetGetMethod() is not null)
                || (direction.HasFlag(SchemaDefinition.Direction.Write) && property.GetSetMethod() is not null)));
        return userType.GetFields(Open).Concat(properties)
            .Where(info => info.GetCustomAttribute<NoColumnAttribute>() is null)
            .Select(info => new Member(info))
            .Where(member => member.Type != typeof(IChannel));
    }

    public static Member Named(Type userType, string name)
    {
        MemberInfo info = (MemberInfo)userType.GetField(name) ?? userType.GetProperty(name);
        return info is null
            ? throw Contracts.ExceptParam("userSchemaDefinition", $"No field or property with name '{name}' found in type '{userType.FullName}'")
            : new Member(info);
    }

    // What its type and attributes say.
    public DataViewType ColumnType()
    {
        Attribute[] attributes = [.. Info.GetCustomAttributes()];
        foreach (DataViewTypeAttribute attribute in attributes.OfType<DataViewTypeAttribute>())
            attribute.Register();
        if (DataViewTypeManager.TryGet(ItemType, attributes, out DataViewType registered))
            return registered;

        PrimitiveDataViewType item = ColumnTypes.Primitive(ItemType)
            ?? throw Contracts.ExceptParam("rawType", $"Could not determine an IDataView type and registered custom types for member {Info.Name}");
        if (attributes.OfType<KeyTypeAttribute>().FirstOrDefault() is { } key)
        {
            Contracts.CheckParam(
                KeyDataViewType.IsValidDataType(ItemType),
                "userType",
                $"Member {Info.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            item = new KeyDataViewType(ItemType, key.Count);
        }

        VectorTypeAttribute vector = attributes.OfType<VectorTypeAttribute>().FirstOrDefault();
        Contracts.CheckParam(
            vector is null || IsVector,
            "userType",
            $"Member {Info.Name} marked with {nameof(VectorTypeAttribute)}, but does not appear to be a vector type");
        if (!IsVector)
            return item;
        return vector?.Dims is { Length: > 0 } sizes ? new VectorDataViewType(item, sizes) : new VectorDataViewType(item);
    }

    public Func<TRow, TMember> Reader<TRow, TMember>()
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(row, Info), row).Compile();
    }

    public Action<TRow, TMember> Writer<TRow, TMember>()
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        ParameterExpression value = Expression.Parameter(typeof(TMember));
        return Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(Expression.MakeMemberAccess(row, Info), value), row, value).Compile();
    }
}
