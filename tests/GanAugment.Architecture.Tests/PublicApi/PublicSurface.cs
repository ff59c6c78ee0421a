using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GanAugment.Architecture.Tests.PublicApi;

/// <summary>Everything of an assembly that other programs can use, a line each, in an order that only names decide.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => Members(type).Prepend($"{TypeName.Of(type)}: {Kind(type)}"))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Members(Type type)
    {
        string name = TypeName.Of(type);
        if (type.IsEnum)
            return Enum.GetNames(type).Select(value => $"{name}.{value} = {Convert.ToInt64(Enum.Parse(type, value), CultureInfo.InvariantCulture)}");
        if (type.IsSubclassOf(typeof(Delegate))) return [$"{name}.Invoke{Signature(type.GetMethod("Invoke")!)}"];
        IEnumerable<string> constructors = type.GetConstructors(Declared).Where(IsOffered).Select(c => $"{name}.new({Parameters(c)})");
        IEnumerable<string> fields = type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName)
            .Select(f => $"{name}.{f.Name}: {(f.IsLiteral ? $"const = {Constant(f.GetRawConstantValue())}" : $"{Static(f.IsStatic)}{TypeName.Of(f)}")}");
        IEnumerable<string> properties = type.GetProperties(Declared).Where(p => p.GetAccessors(nonPublic: true).Any(IsOffered)).Select(p => $"{name}.{Property(p)}");
        IEnumerable<string> methods = type.GetMethods(Declared)
            .Where(m => IsOffered(m) && !IsMadeByCompiler(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)))
            .Select(m => $"{name}.{m.Name}{Generic(m)}{Signature(m)}");
        IEnumerable<string> events = type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsOffered(add)).Select(e => $"{name}.{e.Name}: event {TypeName.Of(e)}");
        return [.. constructors, .. fields, .. properties, .. methods, .. events];
    }

    private static string Kind(Type type)
    {
        string record = type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", Declared) is not null ? "record " : "";
        string kind = type.IsEnum ? "enum" : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : type.IsInterface ? "interface" : type.IsValueType ? $"{record}struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(record == "" ? "class" : "record")}";
        Type[] own = type.IsEnum || type.IsSubclassOf(typeof(Delegate)) ? []
            : [.. (type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? (Type[])[b] : []),
                .. type.GetInterfaces().Except(type.GetInterfaces().SelectMany(i => i.GetInterfaces())).Where(i => record == "" || !i.Name.StartsWith("IEquatable", StringComparison.Ordinal))];
        return own.Length == 0 ? kind : $"{kind} : {string.Join(", ", own.Select(TypeName.Of).Order(StringComparer.Ordinal))}";
    }

    private static string Property(PropertyInfo p)
    {
        MethodInfo any = p.GetAccessors(nonPublic: true).First(IsOffered);
        string required = p.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string get = p.GetMethod is { } getter && IsOffered(getter) ? " get;" : "";
        string set = p.SetMethod is not { } setter || !IsOffered(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        string index = p.GetIndexParameters().Length == 0 ? p.Name : $"this[{string.Join(", ", p.GetIndexParameters().Select(Parameter))}]";
        return $"{index}: {required}{Modifiers(any)}{TypeName.Of(p)} {{{get}{set} }}";
    }

    private static string Signature(MethodInfo m) => $"({Parameters(m)}): {Modifiers(m)}{TypeName.Of(m.ReturnParameter)}";

    private static string Generic(MethodInfo m) => m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase m) =>
        (m.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", m.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        string way = p.IsOut ? "out " : p.ParameterType.IsByRef ? p.IsIn ? "in " : "ref " : p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{way}{TypeName.Of(p)} {p.Name}{(p.HasDefaultValue ? $" = {Constant(p.DefaultValue)}" : "")}";
    }

    private static string Constant(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum or char => $"{value}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static string Modifiers(MethodInfo m) => m.DeclaringType!.IsInterface ? Static(m.IsStatic)
        : $"{(m.IsFamily || m.IsFamilyOrAssembly ? "protected " : "")}{Static(m.IsStatic)}" +
            (m.IsAbstract ? "abstract " : m.IsVirtual && !m.IsFinal ? m.GetBaseDefinition() != m ? "override " : "virtual " : "");

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    // Members of a record that the compiler makes say no more than "record".
    private static bool IsMadeByCompiler(MethodInfo m) => m.IsDefined(typeof(CompilerGeneratedAttribute)) || m.Name == "<Clone>$";

    private static bool IsOffered(MethodBase m) =>
        m.IsPublic || ((m.IsFamily || m.IsFamilyOrAssembly) && !m.DeclaringType!.IsSealed && m.Name is not "PrintMembers" and not "get_EqualityContract" && !IsCopy(m));

    // The protected constructor with which a record copies itself.
    private static bool IsCopy(MethodBase m) => m is ConstructorInfo c && c.GetParameters() is [var only] && only.ParameterType == c.DeclaringType;
}
