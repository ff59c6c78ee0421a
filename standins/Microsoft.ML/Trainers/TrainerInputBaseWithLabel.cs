namespace Microsoft.ML.Trainers;

public abstract class TrainerInputBaseWithLabel : TrainerInputBase
{
    public string LabelColumnName = "Label";

    private protected TrainerInputBaseWithLabel()
    {
    }
}
