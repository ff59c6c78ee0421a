using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sizes of a tensor's dimensions.</summary>
    public struct Size : IEnumerable<long>
    {
        private readonly long[] sizes;

        public Size(long[] shape) => sizes = (long[])shape.Clone();
        public Size(IEnumerable<long> shape) => sizes = shape.ToArray();
        public Size(long size) => sizes = new[] { size };

        public static implicit operator Size(long size) => new(size);
        public static implicit operator Size(long[] size) => new(size);
        public static implicit operator Size((long, long) size) => new(new[] { size.Item1, size.Item2 });
        public static implicit operator Size((long, long, long) size) => new(new[] { size.Item1, size.Item2, size.Item3 });
        public static implicit operator Size((long, long, long, long) size) => new(new[] { size.Item1, size.Item2, size.Item3, size.Item4 });

        public long this[int idx] => sizes[idx];
        public int Length => sizes.Length;
        public bool IsScalar => sizes.Length == 0;
        public long[] Shape => sizes;

        public long numel() => sizes.Aggregate(1L, (product, size) => product * size);

        public IEnumerator<long> GetEnumerator() => sizes.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
