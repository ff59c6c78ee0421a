using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of `tensor[…]`: a number, a slice, an ellipsis, a new axis, or a tensor.</summary>
    public struct TensorIndex
    {
        private enum Kind { Single, Slice, Tensor, Null, None, Ellipsis }

        private Kind kind;
        private long? start;
        private long? stop;
        private long? step;
        private Tensor tensor;

        public static readonly TensorIndex Ellipsis = new() { kind = Kind.Ellipsis };
        public static readonly TensorIndex None = new() { kind = Kind.None };
        public static readonly TensorIndex Null = new() { kind = Kind.Null };
        public static readonly TensorIndex Colon = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = Kind.Slice, start = start, stop = stop, step = step };
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);
        public static TensorIndex Slice(Range range) => Slice(At(range.Start), range.End.IsFromEnd && range.End.Value == 0 ? null : At(range.End));
        public static TensorIndex Single(long? index) => new() { kind = Kind.Single, start = index };
        public static TensorIndex Tensor(torch.Tensor tensor) => new() { kind = Kind.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex(Index index) => Single(At(index));

        private static long At(Index index) => index.IsFromEnd ? -index.Value : index.Value;

        /// <summary>Applies what makes views and collects the index tensors, one per remaining dimension; null where a dimension has none.</summary>
        internal static (Tensor View, Tensor[] Indices) Apply(Tensor source, TensorIndex[] indices)
        {
            var view = source.alias();
            var tensors = new List<Tensor>();
            int consumed = indices.Count(i => i.kind is not (Kind.None or Kind.Null or Kind.Ellipsis));
            int dim = 0;
            foreach (var index in indices)
            {
                switch (index.kind)
                {
                    case Kind.Single: view = view.select(dim, index.start.Value); break;
                    case Kind.Slice:
                        view = view.slice(dim++, index.start ?? 0, index.stop ?? long.MaxValue, index.step ?? 1);
                        tensors.Add(null);
                        break;
                    case Kind.None or Kind.Null:
                        view = view.unsqueeze(dim++);
                        tensors.Add(null);
                        break;
                    case Kind.Ellipsis:
                        for (int skipped = (int)source.ndim - consumed; skipped > 0; skipped--, dim++) tensors.Add(null);
                        break;
                    default:
                        tensors.Add(index.tensor);
                        dim++;
                        break;
                }
            }
            return (view, tensors.Any(t => t is not null) ? tensors.ToArray() : null);
        }
    }

    public partial class Tensor
    {
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices] { get => index(indices); set => index_put_(value, indices); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices] { get => index(indices); set => index_put_(value, indices); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params long[] indices] { get => At(indices); set => At(indices).copy_(value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1] { get => At(i1); set => At(i1).copy_(value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2] { get => At(i1, i2); set => At(i1, i2).copy_(value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3] { get => At(i1, i2, i3); set => At(i1, i2, i3).copy_(value); }

        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4] { get => At(i1, i2, i3, i4); set => At(i1, i2, i3, i4).copy_(value); }

        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors) = TensorIndex.Apply(this, indices);
            return tensors is null ? view : Operator.One("index.Tensor", view, tensors);
        }

        public Tensor index(params Tensor[] indices) => Operator.One("index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var (view, tensors) = TensorIndex.Apply(this, indices);
            if (tensors is null) view.copy_(value);
            else Operator.InPlace(view, "index_put_", view, tensors, value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => Operator.InPlace(this, "index_put_", this, indices, value);

        private Tensor At(params long[] indices)
        {
            var element = this;
            foreach (long i in indices) element = element.select(0, i);
            return element;
        }
    }
}
