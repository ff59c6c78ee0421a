using static TorchSharp.Operator;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => One("eq.Tensor", this, target);
        public Tensor eq(Scalar target) => One("eq.Scalar", this, target);
        public Tensor ne(Tensor target) => One("ne.Tensor", this, target);
        public Tensor ne(Scalar target) => One("ne.Scalar", this, target);
        public Tensor lt(Tensor target) => One("lt.Tensor", this, target);
        public Tensor lt(Scalar target) => One("lt.Scalar", this, target);
        public Tensor le(Tensor target) => One("le.Tensor", this, target);
        public Tensor le(Scalar target) => One("le.Scalar", this, target);
        public Tensor gt(Tensor target) => One("gt.Tensor", this, target);
        public Tensor gt(Scalar target) => One("gt.Scalar", this, target);
        public Tensor ge(Tensor target) => One("ge.Tensor", this, target);
        public Tensor ge(Scalar target) => One("ge.Scalar", this, target);
        public Tensor equal(Tensor target) => eq(target);
        public Tensor not_equal(Tensor target) => ne(target);
        public Tensor greater(Tensor target) => gt(target);
        public Tensor less(Tensor target) => lt(target);
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Truth("allclose", this, target, rtol, atol, equal_nan);

        public Tensor logical_not() => One("logical_not", this);
        public Tensor logical_and(Tensor other) => One("logical_and", this, other);
        public Tensor logical_or(Tensor other) => One("logical_or", this, other);
        public Tensor bitwise_and(Tensor other) => One("bitwise_and.Tensor", this, other);
        public Tensor bitwise_or(Tensor other) => One("bitwise_or.Tensor", this, other);
        public Tensor bitwise_xor(Tensor other) => One("bitwise_xor.Tensor", this, other);
        public Tensor bitwise_not() => One("bitwise_not", this);
        public Tensor isfinite() => One("isfinite", this);
        public Tensor isnan() => One("isnan", this);
        public Tensor isinf() => One("isinf", this);
        public Tensor where(Tensor condition, Tensor y) => One("where.self", condition, this, y);
        public Tensor masked_fill(Tensor mask, Scalar value) => One("masked_fill.Scalar", this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(this, "masked_fill_.Scalar", this, mask, value);
        public Tensor masked_select(Tensor mask) => One("masked_select", this, mask);
        public Tensor nonzero() => One("nonzero", this);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);
        public static Tensor operator ~(Tensor left) => left.bitwise_not();
    }
}
