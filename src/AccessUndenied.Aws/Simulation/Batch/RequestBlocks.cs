using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>The requests of an input, a block at a time: lines, the elements of one array, or objects that span lines.</summary>
/// <remarks>
/// Which of these it is, the first characters tell. Memory is bounded by the block's size and by the longest request that is accepted;
/// a longer one is passed over and gives an error in its place.
/// </remarks>
internal sealed class RequestBlocks(Stream input, int blockBytes, int maxRequestBytes) : IDisposable
{
    private static readonly FramingRules s_rules = new() { Item = "request", LinesAreValues = true };

    private readonly FramedInput _input = new(input, s_rules, blockBytes, maxRequestBytes);
    private long _number = 1;
    private int _likelyCount;

    /// <summary>The next requests; null at the end.</summary>
    /// <exception cref="InvalidDataException">The input is of a form that holds no JSON that can be read.</exception>
    public async ValueTask<RequestBlock?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_input.Ended)
        {
            await _input.ReadOnAsync(cancellationToken).ConfigureAwait(false);
            if (_input.Unreadable is { } reason)
            {
                throw new InvalidDataException(reason);
            }

            var requests = new List<Frame>(_likelyCount);
            while (_input.Framer.TryRead(out var frame))
            {
                requests.Add(frame);
            }

            if (requests.Count > 0)
            {
                _likelyCount = requests.Count;
                _number += requests.Count;
                return new(_input.Framer.Detach(out var position), position, requests, _number - requests.Count);
            }
        }

        return null;
    }

    public void Dispose() => _input.Dispose();
}
