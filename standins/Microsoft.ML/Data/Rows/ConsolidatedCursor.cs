using System.Collections.Concurrent;

namespace Microsoft.ML.Data;

// Joins a set of cursors into one in the order of their batches. Each is read ahead on a thread of its own, from the moment the cursor exists.
internal sealed class ConsolidatedCursor : BatchCursor
{
    private const int BatchesAhead = 2;

    private readonly CancellationTokenSource _quit = new();
    private readonly BlockingCollection<Produced>[] _queues;
    private readonly Produced[] _heads;
    private readonly Task[] _workers;

    private ConsolidatedCursor(DataViewRowCursor[] inputs, DataViewSchema schema, bool[] active)
        : base(schema, active)
    {
        _queues = [.. inputs.Select(_ => new BlockingCollection<Produced>(BatchesAhead))];
        _heads = new Produced[inputs.Length];
        _workers = [.. inputs.Select((input, i) => Task.Factory.StartNew(
            () => Produce(input, _queues[i], _quit.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    public static DataViewRowCursor Join(DataViewRowCursor[] inputs)
    {
        if (inputs.Length == 1)
            return inputs[0];
        DataViewRowCursor first = inputs[0];
        return new ConsolidatedCursor(inputs, first.Schema, [.. first.Schema.Select(first.IsColumnActive)]);
    }

    protected override RowBatch NextBatch()
    {
        int next = -1;
        for (int i = 0; i < _queues.Length; i++)
        {
            _heads[i] ??= _queues[i].Take();
            if (_heads[i].Failure is { } failure)
                throw Wrap(failure);
            bool sooner = _heads[i].Batch is { } batch && (next < 0 || batch.Number < _heads[next].Batch.Number);
            if (sooner)
                next = i;
        }

        if (next < 0)
            return null;
        RowBatch taken = _heads[next].Batch;
        _heads[next] = null;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        _quit.Cancel();
        Task.WaitAll(_workers);
        base.Dispose(disposing);
    }

    // Ends with a batch that is null, or with a failure.
    private static void Produce(DataViewRowCursor input, BlockingCollection<Produced> queue, CancellationToken quit)
    {
        try
        {
            using (input)
            {
                Func<RowBuffer> read = RowBuffer.Reader(input);
                var rows = new List<RowBuffer>();
                long number = -1;
                while (!quit.IsCancellationRequested && input.MoveNext())
                {
                    if (rows.Count > 0 && (number != input.Batch || rows.Count == RowBatch.Size))
                    {
                        queue.Add(new Produced(new RowBatch(number, rows), null), quit);
                        rows = [];
                    }

                    number = input.Batch;
                    rows.Add(read());
                }

                if (rows.Count > 0)
                    queue.Add(new Produced(new RowBatch(number, rows), null), quit);
            }

            queue.Add(new Produced(null, null), quit);
        }
        catch (OperationCanceledException) when (quit.IsCancellationRequested)
        {
            // Nobody waits for more.
        }
        catch (Exception failure)
        {
            try
            {
                queue.Add(new Produced(null, failure), quit);
            }
            catch (OperationCanceledException)
            {
                // Nobody waits for the failure either.
            }
        }
    }

    private sealed record Produced(RowBatch Batch, Exception Failure);
}
