// The pictures of README.md: real training images beside the generator's. Needs Fashion-MNIST; from the root of the repository:
// dotnet run -c Release --project eng/Notebook -- eng/pictures.cs -o examples/ClassifierAugmentation/pictures.ipynb

// %%
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Transforms;

// %%
void Draw(string name, int largest, string title)
{
    const int Each = 7;
    ILabelledImageSource train = LongTail.Select(NamedDatasets.Open(name, DatasetSplit.Train), largest, ratio: 100, seed: 0);
    using var generator = OnnxConditionalGenerator.Load($"generators/{name}.onnx");
    var sampler = new ConditionalSampler(generator, seed: 0);
    var page = new SheetPage { Scale = 2, Header = [title], Footer = [$"Left the first {Each} training images of a class, right the generator's first {Each} of seed 0. Nothing is picked."] };
    ContactSheet sheet = page.Begin(train.Shape, [], [Each]);
    int length = train.Shape.Length;
    var fakes = new float[Each * length]; // [N, C, H, W] in [−1, 1]
    var row = new byte[2 * Each * length]; // [N, C, H, W]
    var counts = train.CountPerClass();
    for (int k = 0; k < train.Classes.Count; k++)
    {
        int[] first = [.. Enumerable.Range(0, train.Labels.Count).Where(i => train.Labels[i] == k).Take(Each)];
        for (int n = 0; n < Each; n++) train.Read(first[n], row.AsSpan(n * length, length));
        sampler.Sample(k, 0, Each, fakes);
        PixelRange.ToBytes(fakes, row.AsSpan(Each * length));
        sheet.AddRow(row, $"{train.Classes[k]}\n{counts[k]} real");
    }

    sheet.Save($"../../docs/images/{name}.png");
}

Draw("letters", 800, "Letters A to J, long tail: real and synthetic");
Draw("fashion-mnist", 1000, "Fashion-MNIST, long tail: real and synthetic");
