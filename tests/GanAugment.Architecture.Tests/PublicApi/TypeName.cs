using System.Reflection;

namespace GanAugment.Architecture.Tests.PublicApi;

/// <summary>Types as C# writes them, with a question mark where a reference may be null.</summary>
internal static class TypeName
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(char)] = "char", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, Nullability.Create(parameter));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, Nullability.Create(property));

    public static string Of(FieldInfo field) => Of(field.FieldType, Nullability.Create(field));

    public static string Of(EventInfo happening) => Of(happening.EventHandlerType!, Nullability.Create(happening));

    public static string Of(Type type) => Of(type, null);

    private static string Of(Type type, NullabilityInfo? known)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, known?.ElementType ?? known);
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value, null) + "?";
        string mark = known is not null && !type.IsValueType && !type.IsGenericParameter && (known.ReadState == NullabilityState.Nullable || known.WriteState == NullabilityState.Nullable)
            ? "?" : "";
        if (type.IsArray) return $"{Of(type.GetElementType()!, known?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsPointer) return $"{Of(type.GetElementType()!, null)}*";
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword + mark;
        if (type.IsGenericParameter) return type.Name;

        Type[] arguments = type.GetGenericArguments();
        NullabilityInfo[] theirs = known?.GenericTypeArguments ?? [];
        string[] names = [.. arguments.Select((argument, i) => Of(argument, i < theirs.Length ? theirs[i] : null))];
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true) return $"({string.Join(", ", names)})";
        return $"{Bare(type)}{(names.Length == 0 ? "" : $"<{string.Join(", ", names)}>")}{mark}";
    }

    private static string Bare(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer ? $"{Bare(outer)}.{name}" : $"{type.Namespace}.{name}";
    }
}
