using System.Globalization;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Pictures of a run: one row per class, the generated ones always of the same latents, so that a flip through the files shows training.</summary>
internal sealed class SampleGrid(TrainingPlan plan, Batches batches)
{
    private const int Columns = 10;

    private readonly LatentStream latents = new(new NamedStream(plan.Options.Seed, "pictures").Seed, plan.Options.StandingTruncation);

    /// <summary>The first training images of every class.</summary>
    public static void SaveReals(ILabelledImageSource data, string path) =>
        ContactSheet.OfData(data, Columns, new SheetPage { Header = ["Training images"] }).Save(path);

    /// <summary>What a generator in evaluation mode makes, cropped to the data's shape.</summary>
    public void SaveFakes(BigGanGenerator generator, string path)
    {
        var shape = new ImageShape(plan.Data.Channels, plan.Data.Height, plan.Data.Width);
        string drawn = string.Create(CultureInfo.InvariantCulture, $"Seed {plan.Options.Seed}. Truncation {plan.Options.StandingTruncation}.");
        ContactSheet sheet = new SheetPage { Header = ["Synthetic images"], Footer = [drawn] }.Begin(shape, []);
        int size = generator.Spec.LatentSize;
        foreach (int c in ShownClasses.Of(plan.Network.Classes, shape, Columns))
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            var z = new float[Columns * size];
            for (int i = 0; i < Columns; i++) latents.Fill(c, i, z.AsSpan(i * size, size));
            Tensor y = batches.OneHot([.. Enumerable.Repeat(c, Columns)]); // [10, K]
            Tensor images = generator.call(tensor(z, [Columns, size], device: y.device), y); // [10, C, R, R]
            int top = Batches.Margin(shape.Height, generator.Spec.Resolution), left = Batches.Margin(shape.Width, generator.Spec.Resolution);
            images = images.narrow(2, top, shape.Height).narrow(3, left, shape.Width); // [10, C, H, W]
            sheet.AddRow(images.contiguous().cpu().data<float>().ToArray(), plan.Data.Classes[c]);
        }

        sheet.Save(path);
    }
}
