using System;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>What both directions of convolution share.</summary>
        public abstract class Convolution : nn.Module<Tensor, Tensor>
        {
            [RegisteredAs("weight")] private Parameter heldWeight;
            [RegisteredAs("bias")] private Parameter heldBias;

            protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type,
                long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device device = null,
                ScalarType? dtype = null)
                : base(name)
            {
                if (in_channels % groups != 0) throw new ArgumentException("in_channels must be divisible by groups");
                if (out_channels % groups != 0) throw new ArgumentException("out_channels must be divisible by groups");
                (this.in_channels, this.out_channels, this.kernel_size, this.stride, this.dilation) = (in_channels, out_channels, kernel_size, stride,
                    dilation);
                (this.transposed, this.output_padding, this.groups, this.padding_mode) = (transposed, output_padding, groups, padding_mode);
                this.padding = padding_type is null or Padding.Valid ? padding ?? new long[] { 0, 0 } : kernel_size.Select((k,
                    i) => dilation[i] * (k - 1) / 2).ToArray();
                long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
                weight = new Parameter(empty(shape, dtype, device));
                nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
                if (!bias) return;
                this.bias = new Parameter(empty(new[] { out_channels }, dtype, device));
                var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
                if (fanIn != 0) nn.init.uniform_(this.bias, -1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn));
            }

            private protected override bool ConvertsUnasked => true;

            public long in_channels { get; }
            public long out_channels { get; }
            public long[] kernel_size { get; set; }
            public long[] stride { get; set; }
            public long[] padding { get; }
            public long[] dilation { get; set; }
            public bool transposed { get; }
            public long[] output_padding { get; set; }
            public long groups { get; set; }
            public PaddingModes padding_mode { get; set; }

            public Parameter weight { get => heldWeight; set => ModuleParameter.Replace(ref heldWeight, value, v => ConditionallyRegisterParameter("weight",
                v)); }
            public Parameter bias { get => heldBias; set => ModuleParameter.Replace(ref heldBias, value, v => ConditionallyRegisterParameter("bias", v)); }
        }

        public sealed class Conv2d : Convolution
        {
            internal Conv2d(long inputs, long outputs, long[] kernel, long[] stride, long[] padding, Padding? type, long[] dilation, PaddingModes mode,
                long groups, bool bias, Device device, ScalarType? dtype)
                : base(nameof(Conv2d), inputs, outputs, kernel, stride, padding, type, dilation, false, new long[] { 0, 0 }, groups, bias, mode, device, dtype)
            {
            }

            public override Tensor forward(Tensor input)
            {
                if (padding_mode == PaddingModes.Zeros) return nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
                using var padded = nn.functional.pad(input, new[] { padding[1], padding[1], padding[0], padding[0] }, padding_mode);
                return nn.functional.conv2d(padded, weight, bias, stride, new long[] { 0, 0 }, dilation, groups);
            }
        }

        public abstract class ConvolutionTranspose : Convolution
        {
            protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding,
                Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode,
                Device device = null, ScalarType? dtype = null)
                : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias,
                    padding_mode, device, dtype)
            {
                if (padding_mode != PaddingModes.Zeros) throw new ArgumentException("Only \"zeros\" padding mode is supported for ConvolutionTranspose");
            }
        }

        public sealed class ConvTranspose2d : ConvolutionTranspose
        {
            internal ConvTranspose2d(long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] outputPadding, long[] dilation,
                PaddingModes mode, long groups, bool bias, Device device, ScalarType? dtype)
                : base(nameof(ConvTranspose2d), inputs, outputs, kernel, stride, padding, null, dilation, true, outputPadding, groups, bias, mode, device,
                    dtype)
            {
            }

            public override Tensor forward(Tensor input) =>
                nn.functional.conv_transpose2d(input, weight, bias, stride, padding, output_padding, dilation, groups);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Both(kernel_size), Both(stride), Both(padding), null, Both(dilation), padding_mode, groups, bias, device, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long,
                long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Both(kernel_size), Both(stride ?? (1, 1)), Both(padding ?? (0, 0)), null, Both(dilation ?? (1, 1)), padding_mode,
                    groups, bias, device, dtype);

            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Both(kernel_size), Both(stride), null, padding, Both(dilation), padding_mode, groups, bias, device, dtype);

            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0,
                long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Both(kernel_size), Both(stride), Both(padding), Both(output_padding), Both(dilation), padding_mode, groups, bias,
                    device, dtype);

            private static long[] Both(long size) => new[] { size, size };
            private static long[] Both((long, long) size) => new[] { size.Item1, size.Item2 };
        }
    }
}
