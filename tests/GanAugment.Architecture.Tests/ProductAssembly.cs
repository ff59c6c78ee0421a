using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace GanAugment.Architecture.Tests;

/// <summary>What an assembly says about itself, read without loading it.</summary>
internal sealed class ProductAssembly
{
    public ProductAssembly(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        References = [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
        PublicTypes =
        [
            .. from handle in metadata.TypeDefinitions
               let type = metadata.GetTypeDefinition(handle)
               where (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
               select $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}",
        ];
        var documentation = Path.Combine(AppContext.BaseDirectory, name + ".xml");
        DocumentedMembers = File.Exists(documentation)
            ? [.. XDocument.Load(documentation).Descendants("member").Where(m => m.Value.Trim() != "" || m.HasElements).Select(m => m.Attribute("name")!.Value)]
            : [];
    }

    public IReadOnlyList<string> References { get; }

    public IReadOnlyList<string> PublicTypes { get; }

    /// <summary>As in documentation files, for example "T:GanAugment.Data.ClassMap".</summary>
    public HashSet<string> DocumentedMembers { get; }
}
