using System.Numerics;

namespace GanAugment.Training.Import.Pickle;

/// <summary>Reads the pickles of state dicts without running any: a pickle is a program, and this is an interpreter whose only instructions put numbers, texts,
/// tuples, lists, dictionaries and descriptions of tensors together.</summary>
/// <remarks>
/// Whatever else a pickle asks for is refused with its name. Values are null, bool, long, <see cref="BigInteger"/>, double, string, byte[], object?[] (a
/// tuple), <see cref="List{T}"/>, <see cref="PickledDictionary"/>, <see cref="TensorStorage"/> and <see cref="StoredTensor"/>. Each instruction costs a byte
/// of the file at least and makes one object of constant size or text of its own length, so memory is bounded by the file's size.
/// </remarks>
internal sealed class RestrictedPickle
{
    // Some thirty per tensor are usual; this is enough for thirty thousand tensors, and over in a second.
    private const int MaximumOperations = 1 << 20;

    private readonly PickleBytes bytes;
    private readonly Func<object?[], TensorStorage> persistent;
    private readonly PickleStack stack;
    private readonly List<object?> memo = [];
    private int operations;

    private RestrictedPickle(PickleBytes bytes, Func<object?[], TensorStorage> persistent)
    {
        (this.bytes, this.persistent) = (bytes, persistent);
        stack = new PickleStack(bytes.Origin);
    }

    /// <summary>Reads one pickle and leaves the bytes behind its end.</summary>
    /// <param name="bytes">Where it begins.</param>
    /// <param name="persistent">Finds the storage that a persistent id names.</param>
    /// <exception cref="GeneratorException">It is damaged, or holds what no state dict has.</exception>
    public static object? Load(PickleBytes bytes, Func<object?[], TensorStorage> persistent) => new RestrictedPickle(bytes, persistent).Run();

    private object? Run()
    {
        while (true)
        {
            Spend(1);
            byte code = bytes.Byte();
            if (code == '.') return stack.Pop();
            Perform(code);
        }
    }

    private void Perform(byte code)
    {
        switch (code)
        {
            case 0x80: Protocol(bytes.Byte()); break;
            case 0x95: bytes.UInt64(); break; // FRAME: how much to read ahead.
            case (byte)'(': stack.Mark(); break;
            case (byte)'0': stack.Pop(); break;
            case (byte)'1': stack.PopToMark(); break;
            case (byte)'2': stack.Push(stack.Peek()); break;

            case (byte)'N': stack.Push(null); break;
            case 0x88: stack.Push(true); break;
            case 0x89: stack.Push(false); break;
            case (byte)'J': stack.Push((long)bytes.Int32()); break;
            case (byte)'K': stack.Push((long)bytes.Byte()); break;
            case (byte)'M': stack.Push((long)bytes.UInt16()); break;
            case 0x8a: stack.Push(Integer(bytes.Byte())); break;
            case 0x8b: stack.Push(Integer((ulong)bytes.UInt32())); break;
            case (byte)'G': stack.Push(bytes.Double()); break;
            case (byte)'X' or (byte)'T': stack.Push(bytes.Text((ulong)bytes.UInt32())); break;
            case 0x8c or (byte)'U': stack.Push(bytes.Text(bytes.Byte())); break;
            case 0x8d: stack.Push(bytes.Text(bytes.UInt64())); break;
            case (byte)'B': stack.Push(bytes.Bytes((ulong)bytes.UInt32())); break;
            case (byte)'C': stack.Push(bytes.Bytes(bytes.Byte())); break;

            case (byte)')': stack.Push(Array.Empty<object?>()); break;
            case 0x85: stack.Push(stack.Pop(1)); break;
            case 0x86: stack.Push(stack.Pop(2)); break;
            case 0x87: stack.Push(stack.Pop(3)); break;
            case (byte)'t': stack.Push(stack.PopToMark()); break;
            case (byte)']': stack.Push(new List<object?>()); break;
            case (byte)'l': stack.Push(new List<object?>(stack.PopToMark())); break;
            case (byte)'a': Append(stack.Pop(1)); break;
            case (byte)'e': Append(stack.PopToMark()); break;
            case (byte)'}': stack.Push(new PickledDictionary()); break;
            case (byte)'d': Begin(stack.PopToMark()); break;
            case (byte)'s': SetItems(stack.Pop(2)); break;
            case (byte)'u': SetItems(stack.PopToMark()); break;

            case (byte)'q': Remember(bytes.Byte()); break;
            case (byte)'r': Remember(bytes.UInt32()); break;
            case 0x94: Remember(memo.Count); break;
            case (byte)'h': stack.Push(Recall(bytes.Byte())); break;
            case (byte)'j': stack.Push(Recall(bytes.UInt32())); break;

            case (byte)'c': stack.Push(Global(bytes.Line(), bytes.Line())); break;
            case 0x93: stack.Push(stack.Pop(2) is [string module, string name] ? Global(module, name) : throw Refused("a nameless object")); break;
            case (byte)'R': Reduce(stack.Pop(2)); break;
            case (byte)'b': Build(stack.Pop()); break;
            case (byte)'Q': stack.Push(stack.Pop() is object?[] id ? persistent(id) : throw Refused("a persistent id of unknown form")); break;
            default: throw Refused($"the pickle instruction {Named(code)}");
        }
    }

    private static string Named(byte code) => code is > 0x20 and < 0x7f ? $"'{(char)code}'" : $"0x{code:x2}";

    private void Protocol(byte version)
    {
        if (version is < 2 or > 5) throw Refused($"a pickle of protocol {version}");
    }

    private object Integer(ulong length)
    {
        byte[] digits = bytes.Bytes(length);
        // Only the magic number is longer than 8 bytes.
        if (digits.Length > 64) throw Refused($"a whole number of {digits.Length} bytes");
        var number = new BigInteger(digits);
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    private void Append(object?[] items)
    {
        if (stack.Peek() is not List<object?> list) throw Misplaced("a list");
        list.AddRange(items);
    }

    private void Begin(object?[] items)
    {
        stack.Push(new PickledDictionary());
        SetItems(items);
    }

    private void SetItems(object?[] items)
    {
        if (stack.Peek() is not PickledDictionary dictionary || items.Length % 2 != 0) throw Misplaced("a dictionary");
        for (int i = 0; i < items.Length; i += 2) dictionary.Entries.Add((items[i], items[i + 1]));
    }

    private void Remember(long index)
    {
        // A pickler counts what it remembers, and remembers by instructions.
        if (index > operations) throw CheckpointError.Damaged(bytes.Origin, $"its table of contents remembers thing number {index} too early");
        while (memo.Count <= index) memo.Add(null);
        memo[(int)index] = stack.Peek();
    }

    private object? Recall(long index) => index < memo.Count ? memo[(int)index]
        : throw CheckpointError.Damaged(bytes.Origin, $"its table of contents mentions thing number {index}, which is not there");

    private object Global(string module, string name) => PickleGlobals.Find(module, name) ?? throw Refused($"'{module}.{name}'");

    private void Reduce(object?[] call)
    {
        if (call[1] is not object?[] arguments) throw Misplaced("a call");
        stack.Push(call[0] switch
        {
            PickleGlobal.OrderedDictionary => Ordered(arguments),
            PickleGlobal.Size => arguments is [object?[] sizes] ? sizes : throw Misplaced("a size"),
            PickleGlobal.Tensor => Tensor(arguments),
            PickleGlobal.Parameter => arguments is [StoredTensor tensor, ..] ? tensor : throw Misplaced("a parameter"),
            ElementType type => throw Refused($"a {type} storage of its own"),
            _ => throw Refused("a call of what is no function"),
        });
    }

    private PickledDictionary Ordered(object?[] arguments)
    {
        var dictionary = new PickledDictionary();
        if (arguments is []) return dictionary;
        // Python 2 hands the entries over as a list of pairs.
        if (arguments is not [List<object?> pairs]) throw Misplaced("a dictionary");
        Spend(pairs.Count);
        foreach (object? pair in pairs)
            dictionary.Entries.Add(pair switch
            {
                object?[] and [var key, var value] => (key, value),
                List<object?> and [var key, var value] => (key, value),
                _ => throw Misplaced("a dictionary"),
            });
        return dictionary;
    }

    private StoredTensor Tensor(object?[] arguments)
    {
        if (arguments is not [TensorStorage storage, long first, object?[] shape, object?[] strides, ..] || !Numbers(shape, out long[] sizes)
            || !Numbers(strides, out long[] steps))
            throw Misplaced("a tensor");
        var (tensor, wrong) = StoredTensor.Create(storage, first, sizes, steps);
        return tensor ?? throw CheckpointError.Damaged(bytes.Origin, wrong);
    }

    private bool Numbers(object?[] tuple, out long[] numbers)
    {
        // The same tuple can be handed over again and again.
        Spend(tuple.Length);
        numbers = [.. tuple.OfType<long>()];
        return numbers.Length == tuple.Length;
    }

    // Attributes that a state dict carries beside its entries (versions of modules) have no use here.
    private void Build(object? state)
    {
        if (stack.Peek() is not PickledDictionary) throw Refused("an object with a state of its own");
        if (state is not (PickledDictionary or null)) throw Misplaced("the state of a dictionary");
    }

    private void Spend(int amount)
    {
        operations += amount;
        if (operations > MaximumOperations)
            throw CheckpointError.Damaged(bytes.Origin, $"its table of contents takes more than {MaximumOperations} instructions");
    }

    private GeneratorException Refused(string what) => CheckpointError.Refused(bytes.Origin, what);

    private GeneratorException Misplaced(string what) => CheckpointError.Damaged(bytes.Origin, $"{what} in its table of contents has not the parts it needs");
}
