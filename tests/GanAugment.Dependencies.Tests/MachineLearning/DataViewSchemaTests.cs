using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class DataViewSchemaTests
{
    [Fact]
    public void The_last_column_of_a_name_hides_the_others()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("x", NumberDataViewType.Single);
        builder.AddColumn("y", NumberDataViewType.Single);
        builder.AddColumn("x", TextDataViewType.Instance);
        DataViewSchema schema = builder.ToSchema();

        Assert.Equal([true, false, false], schema.Select(column => column.IsHidden));
        Assert.Equal(2, schema["x"].Index);
        Assert.Equal("x: Single", schema[0].ToString());
    }

    [Fact]
    public void Unknown_columns_are_said_by_name()
    {
        DataViewSchema schema = new DataViewSchema.Builder().ToSchema();
        Assert.Null(schema.GetColumnOrNull("x"));
        Assert.Contains("Column 'x' not found", Assert.Throws<ArgumentOutOfRangeException>("name", () => schema["x"]).Message);
        Assert.Throws<ArgumentOutOfRangeException>("columnIndex", () => schema[0]);
        Assert.Throws<ArgumentNullException>("name", () => schema.GetColumnOrNull(""));
    }

    [Fact]
    public void Annotations_keep_kinds_types_and_values()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Answer", NumberDataViewType.Int32, 42);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("x", NumberDataViewType.Single, annotations.ToAnnotations());
        DataViewSchema.Column column = builder.ToSchema()["x"];

        int answer = 0;
        column.Annotations.GetValue("Answer", ref answer);
        Assert.Equal(42, answer);
        Assert.Equal("x: Single {Answer}", column.ToString());
        float wrong = 0;
        Assert.Throws<InvalidOperationException>(() => column.Annotations.GetValue("Answer", ref wrong));
        Assert.Throws<InvalidOperationException>(() => column.Annotations.GetValue("Question", ref answer));
        Assert.Throws<ArgumentException>("type", () => annotations.AddPrimitiveValue("Bad", NumberDataViewType.Int32, 1f));
    }
}
