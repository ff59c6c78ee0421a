using System;
using static TorchSharp.Operator;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => One("add.Tensor", this, target);
        public Tensor add(Tensor target, Scalar alpha) => One("add.Tensor", this, target, alpha);
        public Tensor add(Scalar scalar) => One("add.Scalar", this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => One("add.Scalar", this, scalar, alpha);
        public Tensor add_(Tensor target) => InPlace(this, "add_.Tensor", this, target);
        public Tensor add_(Tensor target, Scalar alpha) => InPlace(this, "add_.Tensor", this, target, alpha);
        public Tensor add_(Scalar scalar) => InPlace(this, "add_.Scalar", this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(this, "add_.Scalar", this, scalar, alpha);

        public Tensor sub(Tensor target) => One("sub.Tensor", this, target);
        public Tensor sub(Scalar target) => One("sub.Scalar", this, target);
        public Tensor sub_(Tensor target) => InPlace(this, "sub_.Tensor", this, target);
        public Tensor sub_(Scalar target) => InPlace(this, "sub_.Scalar", this, target);
        public Tensor subtract(Tensor target) => sub(target);
        public Tensor subtract(Scalar target) => sub(target);

        public Tensor mul(Tensor target) => One("mul.Tensor", this, target);
        public Tensor mul(Scalar target) => One("mul.Scalar", this, target);
        public Tensor mul_(Tensor target) => InPlace(this, "mul_.Tensor", this, target);
        public Tensor mul_(Scalar target) => InPlace(this, "mul_.Scalar", this, target);
        public Tensor multiply(Tensor target) => mul(target);
        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => One("div.Tensor_mode", this, target, Rounding(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => One("div.Scalar_mode", this, target, Rounding(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace(this, "div_.Tensor_mode", this, target, Rounding(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace(this, "div_.Scalar_mode", this, target, Rounding(rounding_mode));

        private static string Rounding(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        public Tensor remainder(Tensor target) => One("remainder.Tensor", this, target);
        public Tensor remainder(Scalar scalar) => One("remainder.Scalar", this, scalar);
        public Tensor pow(Tensor exponent) => One("pow.Tensor_Tensor", this, exponent);
        public Tensor pow(Scalar exponent) => One("pow.Tensor_Scalar", this, exponent);
        public Tensor pow_(Scalar exponent) => InPlace(this, "pow_.Scalar", this, exponent);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => One("addcmul", this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(this, "addcmul_", this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => One("addcdiv", this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace(this, "addcdiv_", this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => InPlace(this, "addcdiv_", this, tensor1, tensor2);
        public Tensor lerp(Tensor end, Tensor weight) => One("lerp.Tensor", this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => InPlace(this, "lerp_.Tensor", this, end, weight);
        public Tensor atan2(Tensor other) => One("atan2", this, other);
        public Tensor maximum(Tensor other) => One("maximum", this, other);
        public Tensor minimum(Tensor other) => One("minimum", this, other);

        public Tensor clamp(Scalar min = null, Scalar max = null) => One("clamp", this, min, max);
        public Tensor clamp(Tensor min = null, Tensor max = null) => One("clamp.Tensor", this, min, max);
        public Tensor clamp_(Scalar min = null, Scalar max = null) => InPlace(this, "clamp_", this, min, max);
        public Tensor clamp_min(Scalar min) => One("clamp_min", this, min);
        public Tensor clamp_max(Scalar max) => One("clamp_max", this, max);
        public Tensor clamp_min_(Scalar min) => InPlace(this, "clamp_min_", this, min);
        public Tensor clamp_max_(Scalar max) => InPlace(this, "clamp_max_", this, max);
        public Tensor clip(Scalar min = null, Scalar max = null) => clamp(min, max);

        public Tensor matmul(Tensor target) => One("matmul", this, target);
        public Tensor mm(Tensor target) => One("mm", this, target);
        public Tensor bmm(Tensor batch2) => One("bmm", this, batch2);
        public Tensor mv(Tensor target) => One("mv", this, target);
        public Tensor dot(Tensor target) => One("dot", this, target);
        public Tensor outer(Tensor vec2) => One("outer", this, vec2);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => One("addmm", this, mat1, mat2, (double)beta, (double)alpha);

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);
        public static Tensor operator +(Tensor left, int right) => left.add(right);
        public static Tensor operator +(Tensor left, long right) => left.add(right);
        public static Tensor operator +(Tensor left, float right) => left.add(right);
        public static Tensor operator +(Tensor left, double right) => left.add(right);
        public static Tensor operator +(int left, Tensor right) => right.add(left);
        public static Tensor operator +(long left, Tensor right) => right.add(left);
        public static Tensor operator +(float left, Tensor right) => right.add(left);
        public static Tensor operator +(double left, Tensor right) => right.add(left);
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);
        public static Tensor operator -(Scalar left, Tensor right) => right.negative().add(left);
        public static Tensor operator -(Tensor left, int right) => left.sub(right);
        public static Tensor operator -(Tensor left, long right) => left.sub(right);
        public static Tensor operator -(Tensor left, float right) => left.sub(right);
        public static Tensor operator -(Tensor left, double right) => left.sub(right);
        public static Tensor operator -(int left, Tensor right) => right.negative().add(left);
        public static Tensor operator -(long left, Tensor right) => right.negative().add(left);
        public static Tensor operator -(float left, Tensor right) => right.negative().add(left);
        public static Tensor operator -(double left, Tensor right) => right.negative().add(left);
        public static Tensor operator -(Tensor tensor) => tensor.neg();
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);
        public static Tensor operator *(Tensor left, int right) => left.mul(right);
        public static Tensor operator *(Tensor left, long right) => left.mul(right);
        public static Tensor operator *(Tensor left, float right) => left.mul(right);
        public static Tensor operator *(Tensor left, double right) => left.mul(right);
        public static Tensor operator *(int left, Tensor right) => right.mul(left);
        public static Tensor operator *(long left, Tensor right) => right.mul(left);
        public static Tensor operator *(float left, Tensor right) => right.mul(left);
        public static Tensor operator *(double left, Tensor right) => right.mul(left);
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);
        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(Tensor left, int right) => left.div(right);
        public static Tensor operator /(Tensor left, long right) => left.div(right);
        public static Tensor operator /(Tensor left, float right) => left.div(right);
        public static Tensor operator /(Tensor left, double right) => left.div(right);
        public static Tensor operator /(int left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(long left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(float left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(double left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static implicit operator Tensor(Scalar scalar) => full(Array.Empty<long>(), scalar, scalar.Type);
        public static implicit operator Tensor(bool value) => torch.tensor(value);
        public static implicit operator Tensor(int value) => torch.tensor(value);
        public static implicit operator Tensor(long value) => torch.tensor(value);
        public static implicit operator Tensor(float value) => torch.tensor(value);
        public static implicit operator Tensor(double value) => torch.tensor(value);
        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}
