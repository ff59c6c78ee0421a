using System;
using System.Linq;
using static TorchSharp.Operator;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => One("sum", this, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => One("sum.dim_IntList", this, dim, keepdim, type);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim }, keepdim, type);
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim0, dim1 }, keepdim, type);
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum(new[] { dim0, dim1, dim2 }, keepdim, type);

        public Tensor mean() => One("mean", this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => One("mean.dim", this, dimensions, keepdim, type);

        public Tensor var(bool unbiased = true) => One("var", this, unbiased);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(One("var.dim", this, dimensions, unbiased, keepdim), type);
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.ToArray(), unbiased, keepdim, type);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var(new[] { dim }, unbiased, keepdim, type);
        public Tensor std(bool unbiased = true) => One("std", this, unbiased);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(One("std.dim", this, dimensions, unbiased, keepdim), type);
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.ToArray(), unbiased, keepdim, type);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std(new[] { dim }, unbiased, keepdim, type);
        public (Tensor, Tensor) var_mean(bool unbiased = true) => Two("var_mean", this, unbiased);
        public (Tensor, Tensor) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var (variance, mean) = Two("var_mean.dim", this, dimensions, unbiased, keepdim);
            return (Typed(variance, type), Typed(mean, type));
        }
        public (Tensor, Tensor) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(new[] { dim }, unbiased, keepdim, type);

        private static Tensor Typed(Tensor value, ScalarType? type) =>
            type is { } wanted && wanted != value.dtype ? value.to_type(wanted, disposeAfter: true) : value;

        public Tensor norm(float p = 2.0f) => One("norm.Scalar", this, (double)p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => One("norm.ScalarOpt_dim", this, (double)p, new long[] { dim }, keepdim);
        public Tensor prod(ScalarType? type = null) => One("prod", this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => One("prod.dim_int", this, dim, keepdim, type);
        public Tensor all() => One("all", this);
        public Tensor all(long dim, bool keepdim = false) => One("all.dim", this, dim, keepdim);
        public Tensor any() => One("any", this);
        public Tensor any(long dim, bool keepdim = false) => One("any.dim", this, dim, keepdim);
        public Tensor max() => One("max", this);
        public Tensor max(Tensor other) => One("max.other", this, other);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Two("max.dim", this, dim, keepdim);
        public Tensor min() => One("min", this);
        public Tensor min(Tensor other) => One("min.other", this, other);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Two("min.dim", this, dim, keepdim);
        public Tensor amax(params long[] dims) => One("amax", this, dims);
        public Tensor amin(params long[] dims) => One("amin", this, dims);
        public Tensor argmax() => One("argmax", this);
        public Tensor argmax(long dim, bool keepdim = false) => One("argmax", this, dim, keepdim);
        public Tensor argmin() => One("argmin", this);
        public Tensor argmin(long dim, bool keepdim = false) => One("argmin", this, dim, keepdim);
        public Tensor argsort(long dim = -1, bool descending = false) => One("argsort", this, dim, descending);
        public (Tensor, Tensor) sort(long dim = -1, bool descending = false, bool stable = false) => Two("sort.stable", this, stable, dim, descending);
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Two("topk", this, k, dim, largest, sorted);
        public Tensor logsumexp(long dim, bool keepdim = false) => One("logsumexp", this, new[] { dim }, keepdim);
        public Tensor median() => One("median", this);
        public Tensor trace() => One("trace", this);
        public Tensor count_nonzero(long[] dims = null) => dims is null ? One("count_nonzero", this) : One("count_nonzero.dim_IntList", this, dims);
    }
}
