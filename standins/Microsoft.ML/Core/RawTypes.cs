using System.Reflection;

namespace Microsoft.ML.Data;

// Calls a generic static method with a type known only at run time.
internal static class RawTypes
{
    public static TResult Invoke<TResult>(Type owner, string method, Type[] types, params object[] arguments)
    {
        MethodInfo generic = owner.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Single(m => m.Name == method && m.IsGenericMethodDefinition && m.GetGenericArguments().Length == types.Length);
        return (TResult)generic.MakeGenericMethod(types).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
