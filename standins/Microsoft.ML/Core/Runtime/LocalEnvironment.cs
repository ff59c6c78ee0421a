namespace Microsoft.ML.Runtime;

// The root of all hosts of an MLContext: where messages end and random numbers begin.
internal class LocalEnvironment : IHostEnvironmentInternal
{
    private readonly LocalEnvironment _parent;
    private readonly Random _rand;
    private readonly Action<string, ChannelMessage> _listener;

    public LocalEnvironment(int? seed, Action<string, ChannelMessage> listener)
    {
        _rand = seed is { } value ? new Random(value) : new Random();
        _listener = listener;
        Seed = seed;
        ComponentCatalog = new ComponentCatalog();
    }

    private LocalEnvironment(LocalEnvironment parent, string name, Random rand)
    {
        _parent = parent;
        _rand = rand;
        _listener = parent._listener;
        Seed = parent.Seed;
        ComponentCatalog = parent.ComponentCatalog;
        TempFilePath = parent.TempFilePath;
        GpuDeviceId = parent.GpuDeviceId;
        FallbackToCpu = parent.FallbackToCpu;
        // Not the parent's own name but the one above it stands before a host's, in the library replaced too.
        FullName = parent._parent?.FullName is { } above ? $"{above}; {name}" : name;
    }

    public int? Seed { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public string TempFilePath { get; set; } = Path.GetTempPath();

    public int? GpuDeviceId { get; set; }

    public bool FallbackToCpu { get; set; }

    public string ContextDescription => FullName ?? "HostEnvironment";

    private string FullName { get; }

    // A host without a seed of its own draws one from its parent.
    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        lock (_rand)
            return new Host(this, name, new Random(seed ?? _rand.Next()));
    }

    public IChannel Start(string name) => new Channel(this, name);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new SilentPipe<TMessage>(this);

    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        ex.Data["Throwing component"] = FullName ?? "Environment";
        return Contracts.Mark(ex);
    }

    private sealed class Host(LocalEnvironment parent, string name, Random rand) : LocalEnvironment(parent, name, rand), IHost
    {
        public Random Rand => _rand;
    }

    private sealed class Channel : IChannel
    {
        private readonly LocalEnvironment _owner;
        private readonly string _source;
        private readonly DateTime _started = DateTime.UtcNow;
        private bool _disposed;

        public Channel(LocalEnvironment owner, string name)
        {
            _owner = owner;
            _source = owner.FullName is null ? name : $"{owner.FullName}; {name}";
            Trace(MessageSensitivity.None, "Channel started");
        }

        public string ContextDescription => _source;

        public void Send(ChannelMessage msg) => _owner._listener?.Invoke(_source, msg);

        public void Trace(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Trace, sensitivity, fmt));

        public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Trace, sensitivity, fmt, args));

        public void Error(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Error, sensitivity, fmt));

        public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Error, sensitivity, fmt, args));

        public void Warning(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Warning, sensitivity, fmt));

        public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Warning, sensitivity, fmt, args));

        public void Info(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Info, sensitivity, fmt));

        public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(new(ChannelMessageKind.Info, sensitivity, fmt, args));

        public TException Process<TException>(TException ex)
            where TException : Exception
        {
            _owner.Process(ex);
            ex.Data["Phase"] = _source;
            return ex;
        }

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            Trace(MessageSensitivity.None, "Channel finished. Elapsed {0:c}.", DateTime.UtcNow - _started);
            Trace(MessageSensitivity.None, "Channel disposed");
        }
    }

    // Nobody listens to pipes other than channels, nor to progress: neither reaches MLContext.Log.
    private sealed class SilentPipe<TMessage>(LocalEnvironment owner) : IPipe<TMessage>
    {
        public string ContextDescription => owner.ContextDescription;

        public void Send(TMessage msg)
        {
        }

        public TException Process<TException>(TException ex)
            where TException : Exception
            => owner.Process(ex);

        public void Dispose()
        {
        }
    }

    private sealed class SilentProgressChannel : IProgressChannel
    {
        public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
        {
        }

        public void Checkpoint(params double?[] values)
        {
        }

        public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

        public void Dispose()
        {
        }
    }
}
