using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class ImageLoadingTransformer : RowToRowTransformerBase
{
    public readonly string ImageFolder;

    internal ImageLoadingTransformer(IHostEnvironment env, string imageFolder, bool decode, string outputColumn, string inputColumn)
    {
        if (!string.IsNullOrEmpty(imageFolder))
            ImageFolder = Directory.Exists(imageFolder) ? Path.GetFullPath(imageFolder) : throw new ArgumentException($"Directory \"{imageFolder}\" does not exist.");
        Decodes = decode;
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
    }

    internal bool Decodes { get; }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }
}
