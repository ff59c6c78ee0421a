using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace GanAugment.Dependencies.Tests.MachineLearning;

/// <summary>Hashing a column to a key and mapping keys to values: together they make a constant column that every saved model can hold.</summary>
public class HashAndMapValueTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly IDataView Data = Ml.Data.LoadFromEnumerable<Row>(
    [
        new() { Singles = [0], Bytes = [0], Text = "" },
        new() { Singles = [1], Bytes = [1], Text = "a" },
        new() { Singles = [1, 2], Bytes = [1, 2], Text = "ab" },
        new() { Singles = [-0f, 2], Bytes = [0, 2], Text = "abcd" },
        new() { Singles = [0, float.NaN, 0], Bytes = [1, 2, 3], Text = "äb" },
        new() { Singles = [], Bytes = [], Text = "x" },
    ]);

    [Fact]
    public void A_combined_hash_is_one_key_for_a_vector()
    {
        Assert.Equal([1624541002, 1011924431, 922269339, 1372051398, 0, 2076763461], Hashes("Singles", 31));
        Assert.Equal([1624541002, 1972283894, 2040880262, 470532900, 635630094, 2076763461], Hashes("Bytes", 31));
        Assert.Equal([0, 745715393, 2067621854, 422112752, 1419983291, 1126158173], Hashes("Text", 31));
    }

    [Fact]
    public void One_bit_makes_keys_of_one_and_two()
    {
        Assert.All(Hashes("Bytes", 1), key => Assert.InRange(key, 1u, 2u));
        IDataView hashed = Hash("Bytes", 1).Fit(Data).Transform(Data);
        Assert.Equal(2ul, Assert.IsType<KeyDataViewType>(hashed.Schema["Hash"].Type).Count);
    }

    [Fact]
    public void Keys_map_to_values_by_their_number_and_what_is_not_mapped_is_the_default()
    {
        var some = new Dictionary<uint, float> { [1011924431] = 5, [0] = 7 };
        Assert.Equal([0, 5, 0, 0, 7, 0], Mapped<uint, float, float>("Singles", some));
    }

    [Fact]
    public void Every_type_of_constant_survives_a_model_file()
    {
        Assert.All(Mapped<uint, bool, bool>("Bytes", Always(true)), Assert.True);
        Assert.All(Mapped<uint, float, float>("Bytes", Always(1f)), value => Assert.Equal(1f, value));
        Assert.All(Mapped<uint, string, ReadOnlyMemory<char>>("Bytes", Always("word")), value => Assert.Equal("word", value.ToString()));
    }

    private static Dictionary<uint, T> Always<T>(T value) => new() { [0] = value, [1] = value, [2] = value };

    private static HashingEstimator Hash(string column, int bits) =>
        Ml.Transforms.Conversion.Hash(new HashingEstimator.ColumnOptions("Hash", column, numberOfBits: bits, combine: true));

    private static List<uint> Hashes(string column, int bits) => Hash(column, bits).Fit(Data).Transform(Data).Scalars<uint>("Hash");

    private static List<TRaw> Mapped<TKey, TValue, TRaw>(string column, Dictionary<TKey, TValue> pairs)
        where TKey : notnull
    {
        IEstimator<ITransformer> estimator = Hash(column, pairs.Count == 3 ? 1 : 31).Append(Ml.Transforms.Conversion.MapValue("Value", pairs, "Hash"));
        ITransformer model = estimator.Fit(Data);
        using var stream = new MemoryStream();
        Ml.Model.Save(model, Data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        List<TRaw> values = model.Transform(Data).Scalars<TRaw>("Value");
        Assert.Equal(values.Select(v => v!.ToString()), loaded.Transform(Data).Scalars<TRaw>("Value").Select(v => v!.ToString()));
        return values;
    }

    private sealed class Row
    {
        public float[] Singles { get; set; } = [];

        public byte[] Bytes { get; set; } = [];

        public string Text { get; set; } = "";
    }
}
