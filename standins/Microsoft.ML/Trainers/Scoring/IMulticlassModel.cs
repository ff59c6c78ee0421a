namespace Microsoft.ML.Data;

/// <summary>A model that gives one score per class.</summary>
internal interface IMulticlassModel : ICanSaveModel
{
    int ClassCount { get; }

    void Score(in VBuffer<float> features, ref VBuffer<float> scores);
}
