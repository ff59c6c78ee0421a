using System.Reflection;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Tests.Conformance;

/// <summary>The workout that ML.NET gives every estimator of its own (TestEstimatorCore), check by check.</summary>
/// <remarks>
/// One check is changed, and the change is the point of this library: the transformer adds rows to the very view that it was fitted on, and its loaded copy,
/// which knows no generator, does not. Where values of the two are compared on training data, they are compared on a view of the same rows that is
/// another object. Checks 6 and 20 to 23 are for data that can be fitted on but not transformed; whatever has the columns that fitting needs has those that
/// transforming needs, so there is none.
/// </remarks>
internal sealed class EstimatorChecks
{
    private readonly MLContext context;
    private readonly IEstimator<ITransformer> estimator;

    private EstimatorChecks(MLContext context, IEstimator<ITransformer> estimator)
    {
        this.context = context;
        this.estimator = estimator;
    }

    /// <param name="context">The context.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="validFit">Makes a view that can be fitted on and transformed; each call makes another of the same rows.</param>
    /// <param name="validTransform">A view that can be transformed but not fitted on.</param>
    /// <param name="invalid">A view that can be neither.</param>
    public static void Hold(MLContext context, IEstimator<ITransformer> estimator, Func<IDataView> validFit, IDataView validTransform, IDataView invalid)
    {
        var checks = new EstimatorChecks(context, estimator);
        IDataView fit = validFit();
        SchemaShape promised = estimator.GetOutputSchema(ShapeSpy.ShapeOf(fit)); // 1
        foreach (IDataView wrong in new[] { validTransform, invalid }) // 2 to 5
        {
            MustFail(() => estimator.GetOutputSchema(ShapeSpy.ShapeOf(wrong)));
            MustFail(() => estimator.Fit(wrong));
        }

        ITransformer transformer = estimator.Fit(fit); // 7
        ITransformer loaded = checks.SavedAndLoaded(transformer, fit.Schema, out DataViewSchema loadedInput); // 8
        checks.OnData(transformer, loaded, validFit(), loadedInput);
        checks.OnData(transformer, loaded, validTransform, loadedInput: null);
        foreach (ITransformer each in new[] { transformer, loaded }) // 16 to 19
        {
            MustFail(() => each.GetOutputSchema(invalid.Schema));
            MustFail(() => each.Transform(invalid));
        }

        SchemaChecks.Same(promised, ShapeSpy.ShapeOf(new SchemaOnly(transformer.GetOutputSchema(fit.Schema)))); // 24

        // On the training data itself the two differ in rows, and in nothing else.
        IDataView augmented = transformer.Transform(fit);
        SchemaChecks.Same(Visible(augmented.Schema), Visible(loaded.Transform(fit).Schema));
        Assert.True(Values.Rows(augmented) > Values.Rows(loaded.Transform(fit)));
        ViewChecks.SameValues(augmented, augmented);
        (loaded as IDisposable)?.Dispose();
        (transformer as IDisposable)?.Dispose(); // 25
    }

    private void OnData(ITransformer transformer, ITransformer loaded, IDataView data, DataViewSchema? loadedInput)
    {
        DataViewSchema schema = transformer.GetOutputSchema(data.Schema); // 9
        Assert.True(transformer.IsRowToRowMapper); // 10
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(data.Schema);
        Assert.Same(data.Schema, mapper.InputSchema);
        SchemaChecks.Same(schema, mapper.OutputSchema);
        SchemaChecks.Same(schema, loaded.GetOutputSchema(data.Schema)); // 11
        // Model files have no place for columns of images.
        if (loadedInput is not null && !data.Schema.Any(column => column.Type is ImageDataViewType)) SchemaChecks.Same(data.Schema, loadedInput); // 12
        IDataView ours = transformer.Transform(data), theirs = loaded.Transform(data);
        SchemaChecks.Same(schema, ours.Schema); // 13
        SchemaChecks.Same(ours.Schema, theirs.Schema); // 14
        ViewChecks.SameValues(ours, theirs); // 15
    }

    private ITransformer SavedAndLoaded(ITransformer transformer, DataViewSchema schema, out DataViewSchema loadedInput)
    {
        using var file = new MemoryStream();
        context.Model.Save(transformer, schema, file);
        file.Position = 0;
        return context.Model.Load(file, out loadedInput);
    }

    // Not by any exception: it must be one that ML.NET would throw itself, and marked as such.
    private static void MustFail(Action action)
    {
        Exception e = Assert.ThrowsAny<Exception>(action);
        while (e is TargetInvocationException && e.InnerException is { } inner) e = inner;
        Assert.True(e is ArgumentOutOfRangeException or InvalidOperationException, e.ToString());
        Assert.True(e.Data.Contains("ML_IsMarked"), e.ToString());
    }

    // Columns that ML.NET's steps hide are no part of what a user sees.
    private static DataViewSchema Visible(DataViewSchema schema)
    {
        var builder = new DataViewSchema.Builder();
        foreach (DataViewSchema.Column column in schema)
            if (!column.IsHidden) builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    private sealed class SchemaOnly(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => throw new NotSupportedException();

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new NotSupportedException();
    }
}
