using GanAugment.Data;
using GanAugment.Transforms.Filtering;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Classification;

/// <summary>A view with a classifier's answers beside its rows. All rows are scored in one pass, when the first cursor asks for an answer.</summary>
internal sealed class ClassifiedView : IDataView
{
    private const int Batch = 256;

    private readonly IDataView source;
    private readonly string imageColumn;
    private readonly ImageShape shape;
    private readonly byte[] model;
    private readonly ClassMap classes;
    private readonly Lazy<float[]> probabilities; // [N, K]

    public ClassifiedView(IDataView source, DataViewSchema schema, string imageColumn, ImageShape shape, byte[] model, ClassMap classes)
    {
        this.source = source;
        Schema = schema;
        (this.imageColumn, this.shape, this.model, this.classes) = (imageColumn, shape, model, classes);
        probabilities = new Lazy<float[]>(Score);
    }

    public DataViewSchema Schema { get; }

    /// <summary>False: answers belong to places.</summary>
    public bool CanShuffle => false;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] active = [.. columnsNeeded.DistinctBy(column => column.Index)];
        IEnumerable<DataViewSchema.Column> theirs = active.Where(column => column.Index < source.Schema.Count).Select(column => source.Schema[column.Index]);
        return new Cursor(this, source.GetRowCursor(theirs), [.. active.Select(column => column.Index)]);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private float[] Score()
    {
        string file = Path.Combine(Path.GetTempPath(), $"ganaugment-classifier-{Guid.NewGuid():N}.onnx");
        try
        {
            AtomicFile.WriteAllBytes(file, model);
            using var classifier = new OnnxClassifier(new OnnxImageModel(file, "classifier", null, null, "probabilities"), classes);
            var found = new List<float>();
            var images = new float[Batch * shape.Length]; // [N, C, H, W]
            var batch = new float[Batch * classes.Count]; // [N, K]
            int filled = 0;
            using DataViewRowCursor cursor = source.GetRowCursor([source.Schema[imageColumn]]);
            ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(source.Schema[imageColumn]);
            VBuffer<float> values = default;
            while (cursor.MoveNext())
            {
                get(ref values);
                Span<float> image = images.AsSpan(filled++ * shape.Length, shape.Length);
                values.CopyTo(image);
                foreach (ref float v in image) v = 2 * v - 1;
                if (filled == Batch) Flush();
            }

            Flush();
            return [.. found];

            void Flush()
            {
                if (filled == 0) return;
                classifier.Classify(filled, shape, images.AsSpan(0, filled * shape.Length), batch.AsSpan(0, filled * classes.Count));
                found.AddRange(batch.AsSpan(0, filled * classes.Count));
                filled = 0;
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class Cursor(ClassifiedView view, DataViewRowCursor inner, HashSet<int> active) : DataViewRowCursor
    {
        private int Own => view.source.Schema.Count;

        public override long Position => inner.Position;

        public override long Batch => inner.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext() => inner.MoveNext();

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index < Own) return inner.GetGetter<TValue>(view.source.Schema[column.Index]);
            if (!active.Contains(column.Index)) throw new ArgumentOutOfRangeException(nameof(column), $"The column '{column.Name}' is not active.");
            Delegate getter = column.Index == Own ? Predicted() : Scores();
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Invalid TValue in GetGetter for '{column.Name}': '{typeof(TValue)}' instead of '{column.Type.RawType}'.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        private ValueGetter<uint> Predicted() => (ref uint key) =>
        {
            ReadOnlySpan<float> row = Row();
            int best = 0;
            for (int c = 1; c < row.Length; c++)
                if (row[c] > row[best]) best = c;
            // Keys count from 1; no number, no class.
            key = float.IsNaN(row[best]) ? 0 : (uint)best + 1;
        };

        private ValueGetter<VBuffer<float>> Scores() => (ref VBuffer<float> value) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, view.classes.Count);
            Row().CopyTo(editor.Values);
            value = editor.Commit();
        };

        private ReadOnlySpan<float> Row() => view.probabilities.Value.AsSpan((int)inner.Position * view.classes.Count, view.classes.Count);
    }
}
