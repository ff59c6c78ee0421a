using static TorchSharp.Operator;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => One("abs", this);
        public Tensor exp() => One("exp", this);
        public Tensor exp2() => One("exp2", this);
        public Tensor expm1() => One("expm1", this);
        public Tensor log() => One("log", this);
        public Tensor log2() => One("log2", this);
        public Tensor log10() => One("log10", this);
        public Tensor log1p() => One("log1p", this);
        public Tensor sqrt() => One("sqrt", this);
        public Tensor rsqrt() => One("rsqrt", this);
        public Tensor square() => One("square", this);
        public Tensor reciprocal() => One("reciprocal", this);
        public Tensor neg() => One("neg", this);
        public Tensor sign() => One("sign", this);
        public Tensor floor() => One("floor", this);
        public Tensor ceil() => One("ceil", this);
        public Tensor trunc() => One("trunc", this);
        public Tensor sin() => One("sin", this);
        public Tensor cos() => One("cos", this);
        public Tensor tan() => One("tan", this);
        public Tensor asin() => One("asin", this);
        public Tensor acos() => One("acos", this);
        public Tensor atan() => One("atan", this);
        public Tensor sinh() => One("sinh", this);
        public Tensor cosh() => One("cosh", this);
        public Tensor tanh() => One("tanh", this);
        public Tensor sigmoid() => One("sigmoid", this);
        public Tensor relu() => One("relu", this);
        public Tensor erf() => One("erf", this);
        public Tensor erfinv() => One("erfinv", this);
        public Tensor negative() => One("negative", this);
        public Tensor absolute() => One("absolute", this);

        public Tensor abs_() => InPlace(this, "abs_", this);
        public Tensor exp_() => InPlace(this, "exp_", this);
        public Tensor log_() => InPlace(this, "log_", this);
        public Tensor sqrt_() => InPlace(this, "sqrt_", this);
        public Tensor rsqrt_() => InPlace(this, "rsqrt_", this);
        public Tensor reciprocal_() => InPlace(this, "reciprocal_", this);
        public Tensor neg_() => InPlace(this, "neg_", this);
        public Tensor sign_() => InPlace(this, "sign_", this);
        public Tensor floor_() => InPlace(this, "floor_", this);
        public Tensor ceil_() => InPlace(this, "ceil_", this);
        public Tensor sin_() => InPlace(this, "sin_", this);
        public Tensor cos_() => InPlace(this, "cos_", this);
        public Tensor tanh_() => InPlace(this, "tanh_", this);
        public Tensor sigmoid_() => InPlace(this, "sigmoid_", this);
        public Tensor relu_() => InPlace(this, "relu_", this);

        public Tensor round(long decimals = 0) => One("round.decimals", this, decimals);
        public Tensor silu() => One("silu", this);
        public Tensor leaky_relu(Scalar negative_slope) => One("leaky_relu", this, negative_slope);
        public Tensor leaky_relu_(Scalar negative_slope) => InPlace(this, "leaky_relu_", this, negative_slope);
        public Tensor softmax(long dim, ScalarType? dtype = null) => One("softmax.int", this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => One("log_softmax.int", this, dim, dtype);
        public Tensor cumsum(long dim, ScalarType? type = null) => One("cumsum", this, dim, type);

        public Tensor fill_(Scalar value) => InPlace(this, "fill_.Scalar", this, value);
        public Tensor zero_() => InPlace(this, "zero_", this);
        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) => InPlace(this, "normal_", this, mean, std, generator);
        public Tensor uniform_(double from, double to, Generator generator = null) => InPlace(this, "uniform_", this, from, to, generator);
        public Tensor random_(double from, double to, Generator generator = null) => InPlace(this, "random_.from", this, (long)from, (long)to, generator);
        public Tensor bernoulli_(double p = 0.5, Generator generator = null) => InPlace(this, "bernoulli_.float", this, p, generator);
        public Tensor bernoulli(Generator generator = null) => One("bernoulli", this, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator generator = null) =>
            One("multinomial", this, num_samples, replacement, generator);
    }

    public static Tensor abs(Tensor input) => input.abs();
    public static Tensor exp(Tensor input) => input.exp();
    public static Tensor exp2(Tensor input) => input.exp2();
    public static Tensor expm1(Tensor input) => input.expm1();
    public static Tensor log(Tensor input) => input.log();
    public static Tensor log2(Tensor input) => input.log2();
    public static Tensor log10(Tensor input) => input.log10();
    public static Tensor log1p(Tensor input) => input.log1p();
    public static Tensor sqrt(Tensor input) => input.sqrt();
    public static Tensor rsqrt(Tensor input) => input.rsqrt();
    public static Tensor square(Tensor input) => input.square();
    public static Tensor reciprocal(Tensor input) => input.reciprocal();
    public static Tensor neg(Tensor input) => input.neg();
    public static Tensor sign(Tensor input) => input.sign();
    public static Tensor floor(Tensor input) => input.floor();
    public static Tensor ceil(Tensor input) => input.ceil();
    public static Tensor trunc(Tensor input) => input.trunc();
    public static Tensor sin(Tensor input) => input.sin();
    public static Tensor cos(Tensor input) => input.cos();
    public static Tensor tan(Tensor input) => input.tan();
    public static Tensor asin(Tensor input) => input.asin();
    public static Tensor acos(Tensor input) => input.acos();
    public static Tensor atan(Tensor input) => input.atan();
    public static Tensor sinh(Tensor input) => input.sinh();
    public static Tensor cosh(Tensor input) => input.cosh();
    public static Tensor tanh(Tensor input) => input.tanh();
    public static Tensor sigmoid(Tensor input) => input.sigmoid();
    public static Tensor erf(Tensor input) => input.erf();
    public static Tensor erfinv(Tensor input) => input.erfinv();
    public static Tensor negative(Tensor input) => input.negative();
    public static Tensor absolute(Tensor input) => input.absolute();
}
