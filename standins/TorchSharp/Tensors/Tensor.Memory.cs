using System;
using System.IO;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements as they lie in memory; contiguous CPU tensors below 2 GiB only.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                long total = NumberOfElements * ElementSize;
                RequireReadable(total);
                return new Span<byte>((void*)Data, (int)total);
            }
            set
            {
                long total = NumberOfElements * ElementSize;
                if (!is_contiguous()) throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (total != value.Length) throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>((void*)Data, value.Length));
            }
        }

        internal IntPtr Data
        {
            get
            {
                var data = Engine.shim_tensor_data(Handle);
                if (data == IntPtr.Zero && NumberOfElements > 0) Engine.Throw();
                return data;
            }
        }

        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new Utils.TensorAccessor<T>(device_type != DeviceType.CPU ? cpu() : this);
        }

        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            return data<T>()[0];
        }

        public Scalar ToScalar()
        {
            var value = Operator.Plain("item", this);
            return value.Kind switch
            {
                ValueKind.Real => BitConverter.Int64BitsToDouble(value.Bits),
                ValueKind.Bool => value.Bits != 0,
                _ => value.Bits,
            };
        }

        public bool is_nonzero()
        {
            if (numel() != 1) throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
            return Operator.Truth("is_nonzero", this);
        }

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            RequireReadable(0);
            ForEachBlock(span => stream.Write(span));
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            RequireReadable(0);
            ForEachBlock(span => stream.ReadExactly(span));
        }

        private delegate void Block(Span<byte> bytes);

        private unsafe void ForEachBlock(Block body)
        {
            const int Largest = 1 << 24;
            long left = NumberOfElements * ElementSize;
            for (var p = (byte*)Data; left > 0;)
            {
                int count = (int)Math.Min(left, Largest);
                body(new Span<byte>(p, count));
                p += count;
                left -= count;
            }
        }

        private void RequireReadable(long total)
        {
            if (!is_contiguous()) throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (total > int.MaxValue) throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        internal void ValidateType(Type wanted)
        {
            var held = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Bool => typeof(bool),
                ScalarType.Float16 => typeof(Half),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                _ => null,
            };
            if (held != wanted) throw new ArgumentException($"{wanted.Name} is not compatible with {dtype}");
        }
    }
}
