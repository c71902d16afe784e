using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccessUndenied.Aws.Input;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Evaluates the requests of one block after the other and holds the results as text.</summary>
internal sealed class BatchWorker
{
    private readonly LocalSimulator _simulator;
    private readonly IPolicySource? _source;
    private readonly BatchRequestReader _reader;
    private readonly int _maxRequestBytes;
    private readonly ArrayBufferWriter<byte> _results = new(1 << 16);
    private readonly Utf8JsonWriter _writer;

    public BatchWorker(LocalSimulator simulator, IPolicySource? source, GivenDocumentCache documents, int maxRequestBytes)
    {
        _maxRequestBytes = maxRequestBytes;
        _simulator = simulator;
        _source = source;
        _reader = new(documents);

        // The results are read by programs and in terminals, not inside of HTML, so that texts stay legible.
        _writer = new(_results, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>The results of the last block, one a line.</summary>
    public ReadOnlyMemory<byte> Results => _results.WrittenMemory;

    public int Requests { get; private set; }

    public int Errors { get; private set; }

    public async ValueTask EvaluateAsync(RequestBlock block, CancellationToken cancellationToken)
    {
        _results.ResetWrittenCount();
        Requests = block.Requests.Count;
        Errors = 0;
        for (var i = 0; i < block.Requests.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var frame = block.Requests[i];
            var request = _reader.Read(block.Text(frame));
            var error = frame.Kind switch
            {
                FrameKind.Value => request.Error,
                FrameKind.Oversized => SimulationMessages.RequestTooLong(_maxRequestBytes),
                _ => SimulationMessages.AtRequest(block.FirstNumber + i, frame, frame.Fault!),
            };
            if (_source is not null && error is null && request.Request is { } asked)
            {
                request.Policies = PolicyMerge.Of(request, await _source.GetPoliciesAsync(asked, cancellationToken).ConfigureAwait(false));
            }

            Write(request, error);
        }
    }

    private void Write(BatchRequest request, string? error)
    {
        _writer.Reset();
        if (error is not null)
        {
            BatchResultWriter.WriteError(_writer, request.Id.Span, error);
            Errors++;
        }
        else
        {
            var result = _simulator.Simulate(request.Request!, request.Policies);
            BatchResultWriter.Write(_writer, request.Id.Span, result, request.Policies.Unavailable);
            Errors += result.Error is null ? 0 : 1;
        }

        _writer.Flush();
        _results.GetSpan(1)[0] = (byte)'\n';
        _results.Advance(1);
    }
}
