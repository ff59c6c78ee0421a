using System.Reflection;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>A test of a part of ML.NET that not every build of it has; it is skipped, and says so, where the part is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MemberFactAttribute : FactAttribute
{
    /// <param name="type">The full name of the type that is needed.</param>
    public MemberFactAttribute(string type)
    {
        if (Find(type) is null) Skip = $"The ML.NET at hand has no {type}.";
    }

    public static Type? Find(string type) => Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.ML*.dll")
        .Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file)).GetType(type))
        .FirstOrDefault(found => found is not null);
}
