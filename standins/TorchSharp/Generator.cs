using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers.</summary>
    public class Generator : IDisposable
    {
        private IntPtr handle;

        private Generator(IntPtr handle, Device device) => (this.handle, this.device) = (handle, device);

        public Generator(ulong seed = 0, Device device = null)
        {
            Engine.Load();
            this.device = device ?? torch.CPU;
            handle = Engine.Checked(Engine.shim_generator_new(seed, this.device.Code));
        }

        ~Generator() => Dispose(false);

        public IntPtr Handle => handle;

        public Device device { get; private set; }

        public static Generator Default
        {
            get
            {
                Engine.Load();
                return new(Engine.Checked(Engine.shim_generator_default(torch.CPU.Code)), torch.CPU);
            }
        }

        public Tensor get_state() => new(Engine.Checked(Engine.shim_generator_get_state(Handle)));

        public void set_state(Tensor value)
        {
            if (value is null) throw new ArgumentNullException(nameof(value));
            Engine.Checked(Engine.shim_generator_set_state(Handle, value.Handle));
        }

        public Generator manual_seed(long seed)
        {
            Engine.Checked(Engine.shim_generator_manual_seed(Handle, seed));
            return this;
        }

        public long seed() => Engine.shim_generator_seed(Handle);

        public long initial_seed() => Engine.shim_generator_initial_seed(Handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero) return;
            Engine.shim_generator_free(handle);
            handle = IntPtr.Zero;
        }
    }

    public static Generator manual_seed(long seed) => random.manual_seed(seed);
    public static long seed() => random.seed();
    public static Tensor get_rng_state() => random.get_rng_state();
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static partial class random
    {
        public static long seed() => Generator.Default.seed();
        public static long initial_seed() => Generator.Default.initial_seed();

        public static Generator manual_seed(long seed)
        {
            Engine.Load();
            Engine.shim_manual_seed(seed);
            return Generator.Default;
        }

        public static Tensor get_rng_state() => Generator.Default.get_state();
        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }
}
