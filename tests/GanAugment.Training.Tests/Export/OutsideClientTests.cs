using System.Runtime.InteropServices;
using GanAugment.Training.Export;

namespace GanAugment.Training.Tests.Export;

/// <summary>The file as others see it, who know nothing of this project.</summary>
public sealed class OutsideClientTests
{
    [OnnxCheckerFact]
    public void The_checker_of_ONNX_accepts_the_file()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray with { GeneratorAttention = 8 });
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path));
        var (code, output) = OutsideTools.Run(OutsideTools.Python, ["-c",
            """
            import sys, onnx
            model = onnx.load(sys.argv[1])
            onnx.checker.check_model(model, full_check=True)
            inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
            image = inferred.graph.output[0]
            print(model.ir_version, model.opset_import[0].version, image.name, [d.dim_param or d.dim_value for d in image.type.tensor_type.shape.dim])
            """, tiny.Output]);
        Assert.True(code == 0, output);
        Assert.Contains("8 17 image ['N', 1, 28, 28]", output);
    }

    [NodeFact]
    public void ONNX_Runtime_in_Node_makes_the_same_images()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path));
        using var exported = new OrtGenerator(tiny.Output);
        var (z, y) = GeneratorOnnxExporterTests.Inputs(exported, 5);
        File.WriteAllBytes(tiny.File("z"), MemoryMarshal.AsBytes(z.AsSpan()));
        File.WriteAllBytes(tiny.File("y"), MemoryMarshal.AsBytes(y.AsSpan()));
        var (code, output) = OutsideTools.Run("node", ["-e",
            """
            const fs = require('fs'), ort = require('onnxruntime-node');
            const [model, zPath, yPath, imagePath, count] = process.argv.slice(1);
            const read = path => { const b = fs.readFileSync(path); return new Float32Array(b.buffer.slice(b.byteOffset, b.byteOffset + b.length)); };
            (async () => {
              const session = await ort.InferenceSession.create(model);
              const tensor = path => { const data = read(path); return new ort.Tensor('float32', data, [+count, data.length / count]); };
              const { image } = await session.run({ z: tensor(zPath), y: tensor(yPath) });
              fs.writeFileSync(imagePath, Buffer.from(image.data.buffer, image.data.byteOffset, image.data.byteLength));
              console.log(image.dims.join('x'));
            })().catch(e => { console.error(e); process.exit(1); });
            """, tiny.Output, tiny.File("z"), tiny.File("y"), tiny.File("image"), "5"]);
        Assert.True(code == 0, output);
        Assert.Contains("5x1x28x28", output);
        float[] here = exported.Generate(z, y), there = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(tiny.File("image"))).ToArray();
        Assert.Equal(here.Length, there.Length);
        Assert.All(here.Zip(there), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }
}
