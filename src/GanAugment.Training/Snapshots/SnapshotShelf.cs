using GanAugment.Training.Watch;

namespace GanAugment.Training.Snapshots;

/// <summary>The snapshots of a run on disk: the best generators, the latest one, and the latest states of training.</summary>
/// <remarks>
/// Every file is written under another name, flushed and renamed, weights before the description that names them, and the state of training last: its
/// description is what makes a step count. Whatever a kill leaves behind of a step that does not count is written again, with the same bytes, or removed.
/// </remarks>
/// <param name="run">The run's folder.</param>
/// <param name="plan">The run.</param>
internal sealed class SnapshotShelf(RunDirectory run, TrainingPlan plan)
{
    /// <summary>Saves a generator and the state of training, and removes what is not kept any more.</summary>
    /// <param name="state">All of it; its memory takes the snapshot in when it is one of the best.</param>
    /// <param name="measured">What the generator measures; null keeps it from becoming one of the best.</param>
    /// <exception cref="SaveException">The disk refused; what was there before is untouched.</exception>
    public void Save(TrainingState state, SampleFigures? measured)
    {
        byte[] weights = Safetensors.Encode(NetworkState.Of(state.Published, GeneratorSnapshot.Prefix));
        string sum = Safetensors.Checksum(weights), file = WriteWeights("generator", state.Step, sum, weights);
        string description = TrainingJson.Write(Describe(state, file, sum, measured));
        if (measured is not null && double.IsFinite(measured.Score))
        {
            // A later snapshot must be better, not just as good.
            MeasuredSnapshot[] best = [.. state.Memory.Best.Append(new MeasuredSnapshot(state.Step, measured.Score, file))
                .OrderBy(s => s.Score).ThenBy(s => s.Step).Take(plan.Options.KeepBest)];
            state.Memory = state.Memory with { Best = best };
            if (best.Any(s => s.Step == state.Step)) AtomicFile.WriteAllText(run.BestFileOf(state.Step), description);
            if (best[0].Step == state.Step) AtomicFile.WriteAllText(run.BestFile, description);
        }

        AtomicFile.WriteAllText(run.LatestFile, description);
        SaveTraining(state);
    }

    /// <summary>Saves the state of training alone.</summary>
    /// <exception cref="SaveException">The disk refused; what was there before is untouched.</exception>
    public void SaveTraining(TrainingState state)
    {
        byte[] tensors = Safetensors.Encode(state.Tensors);
        string sum = Safetensors.Checksum(tensors), file = WriteWeights("training", state.Step, sum, tensors);
        var snapshot = new TrainingSnapshot
        {
            File = file, Sha256 = sum, Step = state.Step, ImagesSeen = state.ImagesSeen, Network = plan.Network, Memory = state.Memory,
        };
        AtomicFile.WriteAllText(run.TrainingFileOf(state.Step), snapshot.ToJson());
        Tidy(state);
    }

    /// <summary>Loads the latest state of training that is whole.</summary>
    /// <param name="state">Receives it.</param>
    /// <param name="notice">Told of every state that is damaged.</param>
    /// <returns>False when there is none.</returns>
    /// <exception cref="GeneratorException">There are some, and all are damaged.</exception>
    public bool Load(TrainingState state, Action<string> notice)
    {
        GeneratorException? damage = null;
        foreach (string file in run.TrainingFiles)
        {
            try
            {
                Load(state, file);
                if (damage is not null) notice($"Going on from the state before it, after step {state.Step}: '{Path.GetFileName(file)}'.");
                return true;
            }
            catch (GeneratorException e)
            {
                damage ??= e;
                notice($"A state of training is damaged and passed over. {e.What} {e.Origin}");
            }
        }

        return damage is null ? false : throw damage;
    }

    /// <summary>Takes networks, average and optimizers back to the best snapshot. Steps go on counting, and with them every random stream.</summary>
    /// <returns>The step of the best snapshot, or null when there is none that can be read.</returns>
    public int? RollBack(TrainingState state, Action<string> notice)
    {
        int step = state.Step;
        RunMemory memory = state.Memory;
        foreach (MeasuredSnapshot best in memory.Best)
        {
            string file = run.TrainingFileOf(best.Step);
            if (!File.Exists(file)) continue;
            try
            {
                Load(state, file);
            }
            catch (GeneratorException e)
            {
                notice($"A state of training is damaged and passed over. {e.What} {e.Origin}");
                continue;
            }

            state.Step = step;
            state.Memory = memory with
            {
                GeneratorUpdates = state.Memory.GeneratorUpdates,
                DiscriminatorUpdates = state.Memory.DiscriminatorUpdates,
                RollBacks = memory.RollBacks + 1,
                LearningRateScale = memory.LearningRateScale * plan.Options.Collapse.RollBackLearningRates,
                Seen = [],
                Raised = [],
                Gathered = new Dictionary<string, PartialMean>(),
            };
            return best.Step;
        }

        return null;
    }

    private void Load(TrainingState state, string file)
    {
        TrainingSnapshot snapshot = TrainingSnapshot.Read(file);
        string tensors = Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(snapshot.File));
        NetworkState.Load(state.Tensors, Safetensors.Read(tensors, snapshot.Sha256), tensors);
        state.Step = snapshot.Step;
        state.Memory = snapshot.Memory;
    }

    private string WriteWeights(string kind, int step, string sum, byte[] content)
    {
        // The checksum in the name: the same step computed on another machine may differ, and must not replace what a description points at.
        string file = FormattableString.Invariant($"{kind}-{step:D6}-{sum[..8]}.safetensors");
        AtomicFile.WriteAllBytes(Path.Combine(run.Snapshots, file), content);
        return file;
    }

    /// <summary>Removes what is neither among the best nor among the latest. Descriptions go before the weights that they name.</summary>
    public void Tidy(TrainingState state)
    {
        HashSet<string> kept = [run.LatestFile, run.BestFile, .. state.Memory.Best.Select(s => run.BestFileOf(s.Step)),
            .. run.TrainingFiles.Where(f => run.StepOfTraining(f) <= state.Step).Take(plan.Options.KeepLatest)];
        if (plan.Options.Collapse.Action == AlarmAction.RollBack) kept.UnionWith(state.Memory.Best.Select(s => run.TrainingFileOf(s.Step)));
        foreach (string file in Directory.EnumerateFiles(run.Snapshots, "*.json"))
            if (!kept.Contains(file)) RunDirectory.Remove(file);
        HashSet<string> named = [];
        foreach (string file in kept.Where(File.Exists))
        {
            try
            {
                named.Add(run.StepOfTraining(file) is null ? SnapshotDescription.Read(file).File : TrainingSnapshot.Read(file).File);
            }
            catch (GeneratorException)
            {
                // Damaged: it is passed over when the run resumes, and names nothing that could be kept for it.
            }
        }

        foreach (string file in Directory.EnumerateFiles(run.Snapshots, "*.safetensors"))
            if (!named.Contains(Path.GetFileName(file))) RunDirectory.Remove(file);
    }

    private SnapshotDescription Describe(TrainingState state, string file, string sum, SampleFigures? measured) => new()
    {
        File = file,
        Sha256 = sum,
        Step = state.Step,
        ImagesSeen = state.ImagesSeen,
        Network = plan.Network,
        Data = plan.Data,
        Seed = plan.Options.Seed,
        StandingTruncation = plan.Options.StandingTruncation,
        StandingBatches = plan.Options.StandingBatches,
        FrechetDistance = measured is { FrechetDistance: var distance } && double.IsFinite(distance) ? distance : null,
        Metrics = measured?.Metrics.Where(m => double.IsFinite(m.Value)).ToDictionary(m => m.Key, m => m.Value),
    };
}
