using GanAugment.Data;
using GanAugment.Provenance;

namespace GanAugment.Training;

/// <summary>Keeps in a run's folder which images its generator has seen, so that every export can tell.</summary>
internal static class TrainedImages
{
    /// <summary>Writes the index of a run unless it is there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="data">All of its data; what is held out is not in the index.</param>
    public static void Record(RunDirectory run, TrainingPlan plan, ILabelledImageSource data)
    {
        if (File.Exists(run.TrainingImagesFile)) return;
        ILabelledImageSource training = HoldOut.Part(data, plan.Options.HoldOut!.Value, plan.Options.Seed).Training;
        TrainingImageIndex index = TrainingImageIndex.Of(training);
        // What a warm start begins with has seen other images, which the generator may remember.
        if (plan.Options.InitialGenerator is { } initial) index = index.After(Of(initial.From));
        AtomicFile.WriteAllText(run.TrainingImagesFile, index.ToJson() + "\n");
    }

    /// <summary>The index of the run that a snapshot belongs to; null where there is none.</summary>
    /// <param name="path">A run's folder, or a description inside one.</param>
    public static TrainingImageIndex? Of(string path)
    {
        // A snapshot's description lies in the run's folder for snapshots.
        string? folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path));
        for (int up = 0; up < 2 && folder is not null; up++, folder = Path.GetDirectoryName(Path.GetFullPath(folder)))
        {
            string file = Path.Combine(folder, RunDirectory.TrainingImagesName);
            if (File.Exists(file)) return TrainingImageIndex.Parse(File.ReadAllText(file), file);
        }

        return null;
    }
}
