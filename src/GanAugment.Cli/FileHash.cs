using System.Security.Cryptography;

namespace GanAugment.Cli;

/// <summary>Names a file by its content.</summary>
internal static class FileHash
{
    /// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
    public static string Of(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
