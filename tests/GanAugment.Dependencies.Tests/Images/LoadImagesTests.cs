using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Dependencies.Tests.Images;

public sealed class LoadImagesTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public LoadImagesTests()
    {
        using var image = ImageRow.Make().Image!;
        image.Save(Path.Combine(_folder, "image.png"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Images_are_decoded_from_files_below_the_folder_and_tagged_with_their_path()
    {
        var data = Data("image.png");
        var view = _ml.Transforms.LoadImages("Image", _folder, "Path").Fit(data).Transform(data);
        Assert.Equal(new ImageDataViewType(), view.Schema["Image"].Type);
        Assert.Equal(Path.Combine(_folder, "image.png"), view.First("Image", image => image.Tag));
        Assert.Equal([30, 20, 10], view.First("Image", image => image.GetBGRPixels[..3]));
    }

    // Images of unknown size come from files alone: no attribute can name their type.
    [Fact]
    public void Members_cannot_be_read_as_images_of_unknown_size()
    {
        var definition = SchemaDefinition.Create(typeof(ImageRow));
        definition["Image"].ColumnType = new ImageDataViewType();
        var view = _ml.Data.LoadFromEnumerable([ImageRow.Make()], definition);
        Assert.Equal(new ImageDataViewType(), view.Schema["Image"].Type);
        using (var cursor = view.GetRowCursor([]))
            Assert.True(cursor.MoveNext());
        var error = Assert.Throws<NotSupportedException>(() => view.GetRowCursor(view.Schema));
        Assert.Contains("'Microsoft.ML.Data.MLImage' is not yet supported", error.Message);
    }

    [Fact]
    public void Raw_bytes_are_those_of_the_file()
    {
        var data = Data("image.png");
        var view = _ml.Transforms.LoadRawImageBytes("Bytes", _folder, "Path").Fit(data).Transform(data);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte), view.Schema["Bytes"].Type);
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "image.png")), view.Vectors<byte>("Bytes").Single());
    }

    [Fact]
    public void A_missing_file_shows_when_its_image_is_wanted()
    {
        var data = Data("absent.png");
        var view = _ml.Transforms.LoadImages("Image", _folder, "Path").Fit(data).Transform(data);
        Assert.Throws<FileNotFoundException>(() => view.First("Image", image => image.Width));
    }

    [Fact]
    public void A_missing_folder_shows_at_once()
        => Assert.Throws<ArgumentException>(() => _ml.Transforms.LoadImages("Image", Path.Combine(_folder, "absent"), "Path"));

    [Fact]
    public void An_image_dies_with_its_cursor()
    {
        var data = Data("image.png");
        var view = _ml.Transforms.LoadImages("Image", _folder, "Path").Fit(data).Transform(data);
        var kept = view.First("Image", image => image);
        Assert.Throws<InvalidOperationException>(() => kept.Width);
    }

    [Fact]
    public void A_saved_pipeline_from_path_to_pixels_works_as_before()
    {
        var data = Data("image.png");
        var model = _ml.Transforms.LoadImages("Image", _folder, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", 2, 2))
            .Append(_ml.Transforms.ConvertToGrayscale("Image"))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image")).Fit(data);
        string file = Path.Combine(_folder, "model.zip");
        _ml.Model.Save(model, data.Schema, file);
        var loaded = new MLContext().Model.Load(file, out _);
        Assert.Equal(model.Transform(data).Vectors<float>("Pixels").Single(), loaded.Transform(data).Vectors<float>("Pixels").Single());
    }

    private IDataView Data(string path) => _ml.Data.LoadFromEnumerable([new PathRow { Path = path }]);

    private sealed class PathRow
    {
        public string Path { get; set; } = "";
    }
}
