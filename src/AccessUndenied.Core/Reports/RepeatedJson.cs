using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Writes results as JSON Lines; what results of repeated events have in common is made once.</summary>
/// <remarks>A result is recognized by its evidence, which is one object in the results that one analysis gave. Bounded by a number of slots.</remarks>
internal sealed class RepeatedJson
{
    private const int Slots = 2048;

    private readonly Slot[] _slots = new Slot[Slots];
    private readonly ArrayBufferWriter<byte> _part = new();
    private readonly Utf8JsonWriter _writer;

    public RepeatedJson() => _writer = new(_part, JsonForm.Compact);

    /// <summary>The JSON of <paramref name="result"/>, into <paramref name="output"/>.</summary>
    public void Write(IBufferWriter<byte> output, AnalysisResult result)
    {
        ref var slot = ref _slots[(uint)RuntimeHelpers.GetHashCode(result.Evidence) % Slots];
        var isRepeated = slot.Last is { } last && ReferenceEquals(last.Evidence, result.Evidence) && last.EventTime.HasValue == result.EventTime.HasValue
            && result.Equals(last with { EventId = result.EventId, EventTime = result.EventTime });
        if (isRepeated && slot.Json is not null)
        {
            WriteRepeated(output, slot, result);
            return;
        }

        _part.ResetWrittenCount();
        _writer.Reset(_part);
        var parts = AnalysisResultConverter.WriteParts(_writer, result);
        _writer.Flush();
        output.Write(_part.WrittenSpan);
        slot = new() { Last = result, Parts = parts, Json = isRepeated ? _part.WrittenSpan.ToArray() : null };
    }

    private void WriteRepeated(IBufferWriter<byte> output, in Slot slot, AnalysisResult result)
    {
        var (afterId, beforeTime, afterTime) = slot.Parts;
        Start();
        _writer.WriteString("EventId"u8, result.EventId);
        _writer.Flush();
        output.Write(_part.WrittenSpan);
        output.Write(slot.Json.AsSpan(afterId..beforeTime));
        if (result.EventTime is { } time)
        {
            Start();
            _writer.WriteTime("EventTime"u8, time);
            _writer.Flush();

            // The comma that parts it from what is before, in place of the brace.
            output.Write(","u8);
            output.Write(_part.WrittenSpan[1..]);
        }

        output.Write(slot.Json.AsSpan(afterTime..));
    }

    private void Start()
    {
        _part.ResetWrittenCount();
        _writer.Reset(_part);
        _writer.WriteStartObject();
    }

    private struct Slot
    {
        public AnalysisResult? Last { get; init; }

        public ResultParts Parts { get; init; }

        public byte[]? Json { get; init; }
    }
}
