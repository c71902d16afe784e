using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Events.Tables;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events;

/// <summary>Looks for records inside of a value: in its objects and arrays, and in texts that hold JSON, as such, as base64 or gzipped.</summary>
/// <remarks>
/// A queue in a stream in a search result is looked through alike. Texts are looked into where their names say that they hold records (<see cref="WrapperNames"/>), and
/// what is a row of a record itself is that record: what else holds the text of one is a value that a caller chose. Only where nothing tells of a call are other names taken, too.
/// Bounded by how often packing is undone, and
/// by how much comes out of it; a bound that stops the search is a problem that says so. A record that a value repeats counts once.
/// Not for several threads at once.
/// </remarks>
internal sealed class RecordSearch(RecordScanner scanner, FramingRules rules, int maxBytes)
{
    // A notification in a queue in a stream in a log in a search result has six; each undoing makes less of a text, but for gzip.
    private const int MostPackings = 12;
    private const int MostDepth = 64;
    private const int LeastRecord = 16;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = MostDepth + 8 };

    private readonly List<FoundRecord> _found = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _packings;
    private long _unpacked;
    private string? _stopped;
    private int _met;
    private int _metAtDamage;
    private bool _describes;
    private bool _tellsOfCall;
    private string? _what;

    /// <summary>The records in a value; the list is used again for the next one.</summary>
    /// <param name="value">The value's bytes, of which the scanner made nothing.</param>
    /// <param name="what">What the value is, where there is no record in it and its members tell.</param>
    internal List<FoundRecord> Find(ReadOnlySpan<byte> value, out string? what)
    {
        _found.Clear();
        _seen.Clear();
        (_packings, _unpacked, _stopped, _what, _describes, _tellsOfCall) = (0, 0, null, null, false, false);
        (_met, _metAtDamage) = (0, -1);
        try
        {
            using var document = Parse(value);
            Walk(document.RootElement, null, null);
            if (_found.Count == 0)
            {
                _describes = true;
                Walk(document.RootElement, null, null);
            }
        }
        catch (JsonException)
        {
            // The scanner has said where.
        }

        if (_stopped is not null)
        {
            _found.Add(new(ScanOutcome.Unreadable, [], _stopped));
        }

        what = _what;
        return _found;
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> value) => JsonDocument.Parse(RecordText.Repair(value.ToArray(), new()), s_options);

    private void Walk(JsonElement element, string? name, string? around)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when IsRecord(element):
                Take(Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
            case JsonValueKind.Object or JsonValueKind.Array when JsonRows.TryRead(element, TakeRow):
                break;
            case JsonValueKind.Object:
                WalkObject(element, name);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, name, around);
                }

                break;
            case JsonValueKind.String when WrapperNames.HoldTexts(name, around) || (_describes && !_tellsOfCall && WrapperNames.MayHoldTexts(name!, around)):
                WalkText(element);
                break;
        }
    }

    private void WalkObject(JsonElement element, string? name)
    {
        // What is found further inside says more.
        _what = _describes ? ForeignForms.Describe(element) ?? _what : null;
        if (WrapperNames.IsOfSomebody(element))
        {
            return;
        }

        var field = WrapperNames.FieldOf(element);
        foreach (var member in element.EnumerateObject())
        {
            var called = field is not null && member.Name == "value" ? field : member.Name;
            _tellsOfCall |= WrapperNames.IsOfCall(called);
            if (WrapperNames.MayLeadTo(called))
            {
                Walk(member.Value, called, name);
            }
        }
    }

    private static bool IsRecord(JsonElement element)
    {
        var members = new MembersOfRecord();
        foreach (var member in element.EnumerateObject())
        {
            members.Meet(member);
        }

        return members.AreOfRecord;
    }

    private void Take(byte[] json, string? note = null)
    {
        _met++;
        var outcome = scanner.Scan(json, out var record, out var problem);
        if (_seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(json))))
        {
            _found.Add(new(outcome, record, problem, note, scanner.Failure));
        }
    }

    // Two rows may say the same, and are two all the same.
    private void TakeRow(byte[] json, string? problem, string? note)
    {
        _met++;
        var outcome = problem is null ? scanner.Scan(json, out var record, out problem) : Unreadable(out record);
        if (outcome == ScanOutcome.Foreign && note is null)
        {
            // The column of whole records has them wrapped.
            Undo(() => WalkContent(json));
            return;
        }

        _found.Add(new(outcome == ScanOutcome.Foreign ? ScanOutcome.Unreadable : outcome, record, problem, note, scanner.Failure));
    }

    private static ScanOutcome Unreadable(out byte[] record)
    {
        record = [];
        return ScanOutcome.Unreadable;
    }

    private void WalkText(JsonElement element)
    {
        var text = element.GetString()!;
        if (text.Length < LeastRecord)
        {
            return;
        }

        if (text.Contains('{', StringComparison.Ordinal))
        {
            Undo(() => WalkContent(Encoding.UTF8.GetBytes(text)));
        }
        else if (Base64Text.TryDecode(text, out var bytes))
        {
            Undo(() => WalkBytes(bytes));
        }
    }

    private void Undo(Action walk)
    {
        if (_packings == MostPackings)
        {
            _stopped ??= EventMessages.PackedTooOften(MostPackings);
            return;
        }

        _packings++;
        walk();
        _packings--;
    }

    private void WalkBytes(ReadOnlyMemory<byte> bytes)
    {
        if (GzipText.IsGzip(bytes.Span))
        {
            if (Unpack(bytes) is { } unpacked)
            {
                Undo(() => WalkBytes(unpacked));
            }
        }
        else if (bytes.Span.Contains((byte)'{'))
        {
            WalkContent(bytes);
        }
    }

    private byte[]? Unpack(ReadOnlyMemory<byte> bytes)
    {
        using var text = new GzipText(new MemoryStream(bytes.ToArray()));
        using var unpacked = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (var count = text.Read(buffer); count > 0; count = text.Read(buffer))
            {
                _unpacked += count;
                if (_unpacked > maxBytes)
                {
                    _stopped ??= EventMessages.UnpacksToTooMuch(maxBytes);
                    return null;
                }

                unpacked.Write(buffer.AsSpan(0, count));
            }
        }
        catch (InvalidDataException exception)
        {
            _stopped ??= InputMessages.CannotUnpack(exception.Message);
        }

        return unpacked.ToArray();
    }

    // A text may hold one value, several, or lines of a log with values in them.
    private void WalkContent(ReadOnlyMemory<byte> text)
    {
        _metAtDamage = -1;
        using var framer = new JsonFramer(rules, text.Length, maxBytes);
        for (var at = 0; !framer.Ended;)
        {
            var space = framer.Space();
            var piece = text.Slice(at, Math.Min(space.Length, text.Length - at));
            piece.CopyTo(space);
            framer.Fill(piece.Length);
            at += piece.Length;
            while (framer.TryRead(out var frame))
            {
                WalkFrame(framer, frame);
            }
        }
    }

    private void WalkFrame(JsonFramer framer, in Frame frame)
    {
        var value = framer.Bytes(frame);
        if (frame.Kind != FrameKind.Value)
        {
            Damage(framer.BytesFrom(frame), frame.Fault ?? EventMessages.Oversized(frame.Length, maxBytes));
            return;
        }

        try
        {
            using var document = Parse(value);
            var met = _met;
            Walk(document.RootElement, null, null);
            if (met == _met && document.RootElement.ValueKind == JsonValueKind.String)
            {
                Damage(value, InputMessages.UnexpectedByte((byte)'"', "a record"));
            }
        }
        catch (JsonException exception)
        {
            Damage(value, EventMessages.NotJson(exception, exception.BytePositionInLine ?? 0));
        }
    }

    // What is left of a record may come in several pieces, which are one problem.
    private void Damage(ReadOnlySpan<byte> held, string problem)
    {
        if (_metAtDamage != _met && RecordLook.Has(held))
        {
            _found.Add(new(ScanOutcome.Unreadable, [], problem));
            _metAtDamage = _met;
        }
    }
}
