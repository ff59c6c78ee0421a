namespace GanAugment.Training.Watch;

/// <summary>A sign of collapse.</summary>
/// <param name="Rule">Which rule: the name of its threshold in <see cref="CollapseAlarm"/>, or <see cref="CollapseMonitor.Finite"/>.</param>
/// <param name="Step">When it was seen.</param>
/// <param name="Since">Since which step it has been so.</param>
/// <param name="Evidence">What was seen, with numbers; a clause.</param>
/// <param name="Remedy">What helps against this sign; a sentence.</param>
internal sealed record Alarm(string Rule, int Step, int Since, string Evidence, string Remedy)
{
    /// <summary>One line for people.</summary>
    public string Message => $"Training shows a sign of collapse at step {Step}: {Evidence}, since step {Since}. {Remedy}";
}
