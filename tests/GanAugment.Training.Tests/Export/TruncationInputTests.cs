using GanAugment.Generation;
using GanAugment.Training.Export;
using GanAugment.Training.Tests.Import;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Export;

/// <summary>An exported generator with statistics for every truncation.</summary>
public sealed class TruncationInputTests(TruncationInputTests.Export export) : IClassFixture<TruncationInputTests.Export>
{

    [Fact]
    public void Every_row_has_the_statistics_of_its_own_truncation()
    {
        using var scope = NewDisposeScope();
        using OrtGenerator exported = export.Open();
        Assert.InRange(export.Result.MaximumDifference, 0, ExportParityCheck.Limit);
        Assert.Equal((51, null), (exported.Manifest.StatisticsSets, exported.Manifest.StandingStatisticsTruncation));
        Assert.Equal(["truncation", "y", "z"], exported.Session.InputNames.Order());

        string[] truncations = ["0.02", "0.4", "0.425", "0.43", "0.5", "1"];
        Tensor y = ImportedCase.Reference("H1.one_hot").narrow(0, 0, 1);
        float[] z = [.. truncations.SelectMany(t => TensorAssert.Values(ImportedCase.Reference($"H1.z_t{t}").narrow(0, 0, 1)))];
        float[] factors = [.. truncations.Select(t => float.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
        float[] classes = [.. truncations.SelectMany(_ => TensorAssert.Values(y))], images = new float[truncations.Length * 3 * 128 * 128];
        exported.Generate(truncations.Length, z, classes, factors, images);
        Tensor all = tensor(images, [truncations.Length, 3, 128, 128])[.., .., TensorIndex.Slice(null, null, 4), TensorIndex.Slice(null, null, 4)];
        for (int i = 0; i < truncations.Length; i++)
            TensorAssert.Close(ImportedCase.Reference($"H1.t{truncations[i]}").narrow(0, 0, 1), all.narrow(0, i, 1), 1e-5, truncations[i]);
    }

    [OnnxCheckerFact]
    public void The_checker_of_ONNX_accepts_the_file()
    {
        var (code, output) = OutsideTools.Run(OutsideTools.Python, ["-c",
            """
            import sys, onnx
            model = onnx.load(sys.argv[1])
            onnx.checker.check_model(model, full_check=True)
            for value in model.graph.input: print(value.name, [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim])
            """, export.Result.Path]);
        Assert.True(code == 0, output);
        Assert.Contains("truncation ['N']", output);
    }

    [Fact]
    public void Truncations_outside_of_the_range_have_the_statistics_of_its_end()
    {
        using OrtGenerator exported = export.Open();
        float[] z = TensorAssert.Values(ImportedCase.Reference("H1.z_t1").narrow(0, 0, 1)),
            y = TensorAssert.Values(ImportedCase.Reference("H1.one_hot").narrow(0, 0, 1));
        float[] Images(float truncation)
        {
            var images = new float[3 * 128 * 128];
            exported.Generate(1, z, y, [truncation], images);
            return images;
        }

        Assert.Equal(Images(1), Images(1.5f));
        Assert.Equal(Images(0), Images(-1));
        Assert.NotEqual(Images(0), Images(1));
    }

    /// <summary>The file, made once.</summary>
    public sealed class Export : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Export()
        {
            using var imported = new ImportedCase(ImportedCase.HuggingFace);
            Result = GeneratorOnnxExporter.Export(imported.Folder, folder["g.onnx"], path => new OrtGenerator(path));
        }

        public ExportResult Result { get; }

        internal OrtGenerator Open() => new(Result.Path);

        public void Dispose() => folder.Dispose();
    }
}
