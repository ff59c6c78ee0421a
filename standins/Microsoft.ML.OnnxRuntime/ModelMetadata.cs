using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public unsafe class ModelMetadata
{
    internal ModelMetadata(InferenceSession session)
    {
        nint metadata;
        NativeStatus.Verify(NativeMethods.SessionGetModelMetadata(session.Pointer, &metadata));
        try
        {
            ProducerName = Read(NativeMethods.ModelMetadataGetProducerName, metadata);
            GraphName = Read(NativeMethods.ModelMetadataGetGraphName, metadata);
            Domain = Read(NativeMethods.ModelMetadataGetDomain, metadata);
            Description = Read(NativeMethods.ModelMetadataGetDescription, metadata);
            long version;
            NativeStatus.Verify(NativeMethods.ModelMetadataGetVersion(metadata, &version));
            Version = version;
            ReadCustomMap(metadata);
        }
        finally
        {
            NativeMethods.ReleaseModelMetadata(metadata);
        }
    }

    public string ProducerName { get; }

    public string GraphName { get; }

    public string Domain { get; }

    public string Description { get; }

    public long Version { get; }

    public Dictionary<string, string> CustomMetadataMap { get; } = [];

    private static string Read(delegate* unmanaged<nint, nint, nint*, nint> getter, nint metadata)
    {
        nint text;
        NativeStatus.Verify(getter(metadata, OrtAllocator.DefaultInstance.Pointer, &text));
        return NativeString.Take(text);
    }

    private void ReadCustomMap(nint metadata)
    {
        nint* keys;
        long count;
        NativeStatus.Verify(NativeMethods.ModelMetadataGetCustomMetadataMapKeys(metadata, OrtAllocator.DefaultInstance.Pointer, &keys, &count));
        if (count == 0)
            return;
        for (var i = 0; i < count; i++)
        {
            nint value;
            NativeStatus.Verify(NativeMethods.ModelMetadataLookupCustomMetadataMap(metadata, OrtAllocator.DefaultInstance.Pointer, (byte*)keys[i], &value));
            CustomMetadataMap[NativeString.Take(keys[i])] = NativeString.Take(value);
        }
        NativeString.Free(keys);
    }
}
