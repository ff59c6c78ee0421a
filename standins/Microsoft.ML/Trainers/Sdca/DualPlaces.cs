using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Which place in the tables of dual variables belongs to which row, found by the row's identity whatever the order of the rows.</summary>
internal sealed class DualPlaces
{
    private readonly Dictionary<DataViewRowId, int> _places = [];

    public int Count => _places.Count;

    public int this[DataViewRowId id] => _places[id];

    public static DualPlaces Read(TrainingRows rows, IChannel channel)
    {
        var places = new DualPlaces();
        using var cursor = rows.Open();
        while (cursor.MoveNext())
            places._places.TryAdd(cursor.Id, places.Count);

        if (cursor.Skipped > 0)
            channel.Warning(MessageSensitivity.None, "Skipped {0} instances with missing features/label during training", cursor.Skipped);
        if (places.Count == 0)
            throw channel.Except("Training set has 0 instances, aborting training.");
        return places;
    }
}
