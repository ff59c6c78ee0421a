using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

// What deploys a model: ML.NET and nothing else. Arguments: a saved model, a text file with one image of 16 values per line. Prints the scores of each.
try
{
    Assembly.Load("GanAugment.Transforms");
    Console.Error.WriteLine("GanAugment.Transforms can be found here.");
    return 1;
}
catch (FileNotFoundException)
{
}

var context = new MLContext();
ITransformer model = context.Model.Load(args[0], out DataViewSchema _);
IEnumerable<Image> images = File.ReadLines(args[1])
    .Select(line => new Image { Pixels = [.. line.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture))] });
IDataView scored = model.Transform(context.Data.LoadFromEnumerable(images));
foreach (Scored row in context.Data.CreateEnumerable<Scored>(scored, reuseRowObject: true))
    Console.WriteLine(string.Join(" ", row.Score.Select(value => value.ToString("R", CultureInfo.InvariantCulture))) + " " + row.PredictedLabel);
return 0;

internal sealed class Image
{
    [VectorType(16)]
    public float[] Pixels { get; set; } = [];

    public string Label { get; set; } = "";
}

internal sealed class Scored
{
    public float[] Score { get; set; } = [];

    public string PredictedLabel { get; set; } = "";
}
