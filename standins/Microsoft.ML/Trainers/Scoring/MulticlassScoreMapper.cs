namespace Microsoft.ML.Data;

/// <summary>Adds the predicted label and the scores.</summary>
internal sealed class MulticlassScoreMapper(IMulticlassModel model, DataViewSchema.Column features, DataViewSchema.DetachedColumn[] columns) : IRowMapper
{
    public DataViewSchema.DetachedColumn[] GetOutputColumns() => columns;

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        => column => column == features.Index && (activeOutput(ScoreSchema.PredictedLabelIndex) || activeOutput(ScoreSchema.ScoreIndex));

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
    {
        disposer = null;
        var getters = new Delegate[columns.Length];
        if (!GetDependencies(activeOutput)(features.Index))
            return getters;

        var read = input.GetGetter<VBuffer<float>>(features);
        VBuffer<float> row = default, scores = default;
        long position = -1;
        if (activeOutput(ScoreSchema.PredictedLabelIndex))
            getters[ScoreSchema.PredictedLabelIndex] = (ValueGetter<uint>)GetLabel;
        if (activeOutput(ScoreSchema.ScoreIndex))
            getters[ScoreSchema.ScoreIndex] = (ValueGetter<VBuffer<float>>)GetScores;
        return getters;

        void GetLabel(ref uint key)
        {
            Score();
            key = (uint)(Largest(scores.GetValues()) + 1);
        }

        void GetScores(ref VBuffer<float> target)
        {
            Score();
            scores.CopyTo(ref target);
        }

        // Both columns of a row cost one evaluation.
        void Score()
        {
            if (position == input.Position && position >= 0)
                return;
            read(ref row);
            model.Score(row, ref scores);
            position = input.Position;
        }
    }

    // −1, hence the missing key, if no score is a number.
    private static int Largest(ReadOnlySpan<float> scores)
    {
        int largest = -1;
        for (int c = 0; c < scores.Length; c++)
        {
            if (!float.IsNaN(scores[c]) && (largest < 0 || scores[c] > scores[largest]))
                largest = c;
        }

        return largest;
    }
}
