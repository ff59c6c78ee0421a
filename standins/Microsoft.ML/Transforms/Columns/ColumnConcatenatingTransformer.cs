using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string output, string[] inputs)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
    {
        _output = output;
        _inputs = inputs;
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new ColumnConcatenatingTransformer(
            env, ctx.Reader.ReadString(), [.. Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ => ctx.Reader.ReadString())]);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ColumnConcatenatingTransformer));
        ctx.Writer.Write(_output);
        ctx.Writer.Write(_inputs.Length);
        foreach (string name in _inputs)
            ctx.Writer.Write(name);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
    {
        DataViewSchema.Column[] inputs =
        [
            .. _inputs.Select(name => inputSchema.GetColumnOrNull(name) ?? throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name)),
        ];
        var item = inputs[0].Type.ItemType() as PrimitiveDataViewType;
        foreach (DataViewSchema.Column input in inputs)
        {
            if (item is null or KeyDataViewType || !item.Equals(input.Type.ItemType()))
            {
                throw Host.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", input.Name, inputs[0].Type.ItemType().ToString(), input.Type.ItemType().ToString());
            }
        }

        int[] indices = [.. inputs.Select(input => input.Index)];
        if (inputs is [{ Type: VectorDataViewType } single])
        {
            var same = new DataViewSchema.DetachedColumn(_output, single.Type, single.Annotations);
            return new ColumnMapper([new MappedColumn(same, indices, row => row.GetGetterOf(row.Schema[single.Index]))]);
        }

        int size = inputs.Any(input => input.Type.ValueCount() == 0) ? 0 : inputs.Sum(input => input.Type.ValueCount());
        var column = new DataViewSchema.DetachedColumn(_output, new VectorDataViewType(item, size), Annotate(inputs, size));
        return new ColumnMapper(
        [
            new MappedColumn(column, indices, row => RawTypes.Invoke<Delegate>(
                typeof(ColumnConcatenatingTransformer), nameof(MakeGetter), [item.RawType], row, inputs)),
        ]);
    }

    private static DataViewSchema.Annotations Annotate(DataViewSchema.Column[] inputs, int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (inputs.All(input => input.IsNormalized()))
            builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (size > 0 && inputs.Any(input => input.Type is not VectorDataViewType || input.HasSlotNames()))
        {
            ReadOnlyMemory<char>[] names = [.. inputs.SelectMany(SlotNames)];
            builder.Add<VBuffer<ReadOnlyMemory<char>>>(
                AnnotationKinds.SlotNames,
                new VectorDataViewType(TextDataViewType.Instance, size),
                (ref VBuffer<ReadOnlyMemory<char>> target) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref target, names.Length));
        }

        return builder.ToAnnotations();
    }

    // A scalar is named by its column; a named slot of a vector by column and slot; other slots have no name.
    private static IEnumerable<ReadOnlyMemory<char>> SlotNames(DataViewSchema.Column input)
    {
        if (input.Type is not VectorDataViewType vector)
            return [input.Name.AsMemory()];
        if (!input.HasSlotNames())
            return Enumerable.Repeat(ReadOnlyMemory<char>.Empty, vector.Size);
        VBuffer<ReadOnlyMemory<char>> names = default;
        input.GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.IsEmpty ? name : $"{input.Name}.{name}".AsMemory());
    }

    private static Delegate MakeGetter<TItem>(DataViewRow row, DataViewSchema.Column[] inputs)
    {
        Func<VBuffer<TItem>>[] readers = [.. inputs.Select(input => Reader<TItem>(row, row.Schema[input.Index]))];
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) =>
        {
            VBuffer<TItem>[] parts = [.. readers.Select(read => read())];
            int length = parts.Sum(part => part.Length);
            int count = parts.Sum(part => part.GetValues().Length);
            // Sparse when at most half of the slots are stored.
            bool sparse = count <= length / 2;
            var editor = VBufferEditor.Create(ref value, length, sparse ? count : length);
            int offset = 0;
            int stored = 0;
            foreach (VBuffer<TItem> part in parts)
            {
                if (sparse)
                {
                    foreach (KeyValuePair<int, TItem> item in part.Items())
                    {
                        editor.Values[stored] = item.Value;
                        editor.Indices[stored++] = offset + item.Key;
                    }
                }
                else
                {
                    part.CopyTo(editor.Values, offset);
                }

                offset += part.Length;
            }

            value = editor.Commit();
        });
    }

    private static Func<VBuffer<TItem>> Reader<TItem>(DataViewRow row, DataViewSchema.Column input)
    {
        if (input.Type is not VectorDataViewType vector)
        {
            ValueGetter<TItem> scalar = row.GetGetter<TItem>(input);
            var held = new TItem[1];
            return () =>
            {
                scalar(ref held[0]);
                return new VBuffer<TItem>(1, held);
            };
        }

        ValueGetter<VBuffer<TItem>> getter = row.GetGetter<VBuffer<TItem>>(input);
        VBuffer<TItem> buffer = default;
        return () =>
        {
            getter(ref buffer);
            Contracts.Check(
                !vector.IsKnownSize || vector.Size == buffer.Length,
                $"Column '{input.Name}': expected {vector.Size} slots, but got {buffer.Length}");
            return buffer;
        };
    }
}
