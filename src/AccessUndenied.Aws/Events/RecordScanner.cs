using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Tells in one pass over a value's bytes what it is, and where the record in it stands.</summary>
/// <remarks>
/// Nothing is built for a record that was not denied. The pass reads every token, so that a record that is no JSON is found
/// even where nothing in it would have been used. Not for several threads at once.
/// </remarks>
internal sealed class RecordScanner(bool keepsAll = false, RecordFilter? filter = null)
{
    // CloudTrail cuts messages at 1 KB (CT-09); more than this is not searched for the shape of a denial.
    private const int MostTextBytes = 16 * 1024;
    private const int MostWrappers = 4;

    // Envelopes put a few levels around the record, whose own depth is judged when it is read.
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 64 + 8 };

    // Most inputs have few errors or none, and are many.
    private char[]? _code;
    private char[]? _message;
    private char[]? _source;
    private char[]? _name;

    /// <summary>Whether records of the common form are read the quick way; the tests compare it with the other.</summary>
    internal bool IsQuick { get; init; } = true;

    /// <summary>What the last record failed with, where that was no denial; see <see cref="FailureTally"/>.</summary>
    internal string Failure { get; private set; } = FailureTally.Other;

    /// <summary>Judges one value.</summary>
    /// <param name="value">The value's bytes.</param>
    /// <param name="record">The record's own bytes without its envelopes, where it was denied.</param>
    /// <param name="problem">Why it cannot be used, where it is unreadable or foreign.</param>
    internal ScanOutcome Scan(ReadOnlySpan<byte> value, out byte[] record, out string? problem) => Scan(value, 0, out record, out problem);

    private ScanOutcome Scan(ReadOnlySpan<byte> value, int wrappers, out byte[] record, out string? problem)
    {
        problem = null;
        var members = default(ScannedMembers);
        return IsQuick && QuickScan.TryRead(value, ref members) && members.IsRecord
            ? JudgeRecord(value, in members, out record)
            : ScanByTokens(value, wrappers, out record, out problem);
    }

    private ScanOutcome ScanByTokens(ReadOnlySpan<byte> value, int wrappers, out byte[] record, out string? problem)
    {
        record = [];
        problem = null;
        var reader = new Utf8JsonReader(value, s_options);
        var members = default(ScannedMembers);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                members.Wrapper = JsonToken.At(ref reader);
                members.WrapperName = new JsonToken(0, 0, JsonTokenType.String);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                members.Read(ref reader, value);
            }
            else
            {
                reader.Skip();
            }

            // Anything behind the value is an error, which the reader finds.
            reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problem = EventMessages.NotJson(exception, reader.BytesConsumed);
            record = members.Telling.MayBeOfRecord ? value.ToArray() : [];
            return members.Telling.MayBeOfRecord ? ScanOutcome.Unreadable : ScanOutcome.Foreign;
        }

        if (members.IsRecord)
        {
            return JudgeRecord(value, in members, out record);
        }

        if (members.IsDigest)
        {
            problem = EventMessages.Digest;
            return ScanOutcome.Digest;
        }

        if (members.Wrapper.Type != JsonTokenType.None && wrappers < MostWrappers && !members.IsOfSomebody(value))
        {
            return Unwrap(value, in members, wrappers + 1, out record, out problem);
        }

        problem = EventMessages.NoRecord;
        return ScanOutcome.Foreign;
    }

    private ScanOutcome JudgeRecord(ReadOnlySpan<byte> value, in ScannedMembers members, out byte[] record)
    {
        var outcome = Judge(value, in members);
        var isWanted = filter is null || filter(new(value, in members, outcome));
        record = isWanted && (keepsAll || outcome == ScanOutcome.Denied) ? value.ToArray() : [];
        return outcome;
    }

    private ScanOutcome Unwrap(ReadOnlySpan<byte> value, in ScannedMembers members, int wrappers, out byte[] record, out string? problem)
    {
        var inner = value.Slice(members.Wrapper.Start, members.Wrapper.Length);
        ScanOutcome outcome;
        if (members.Wrapper.Type == JsonTokenType.String)
        {
            var rented = ArrayPool<byte>.Shared.Rent(inner.Length);
            var unescaped = rented;
            var reader = new Utf8JsonReader(inner);
            reader.Read();
            if (!Unescape(ref reader, unescaped, out var length))
            {
                // One bad byte costs its place and no more; the record then holds U+FFFD, which is noted when it is read.
                reader = new(RecordText.Repair(inner.ToArray(), new()).Span);
                reader.Read();
                length = reader.CopyString(unescaped = new byte[3 * inner.Length]);
            }

            outcome = Scan(unescaped.AsSpan(0, length), wrappers, out record, out problem);
            ArrayPool<byte>.Shared.Return(rented);

        }
        else
        {
            outcome = Scan(inner, wrappers, out record, out problem);
        }

        // A log event may be any text, so a text that is no JSON is nothing of CloudTrail; LookupEvents gives nothing else.
        var name = Encoding.UTF8.GetString(value.Slice(members.WrapperName.Start, members.WrapperName.Length));
        if (outcome == ScanOutcome.Foreign && name.Equals("CloudTrailEvent", StringComparison.Ordinal))
        {
            outcome = ScanOutcome.Unreadable;
        }

        if (problem is not null && name.Length > 0)
        {
            problem = outcome == ScanOutcome.Foreign ? EventMessages.WrapperIsNotARecord(name) : EventMessages.WrapperIsBroken(name, problem);
        }

        return outcome;
    }

    private static bool Unescape(ref Utf8JsonReader reader, byte[] text, out int length)
    {
        try
        {
            length = reader.CopyString(text);
            return true;
        }
        catch (InvalidOperationException)
        {
            length = 0;
            return false;
        }
    }

    private ScanOutcome Judge(ReadOnlySpan<byte> value, in ScannedMembers members)
    {
        if (members.ErrorCode.IsWrongType || members.ErrorMessage.IsWrongType || members.RepeatsError)
        {
            // Nobody can tell whether it was denied: reading it will say what is wrong.
            return ScanOutcome.Denied;
        }

        var failed = members.ErrorCode.IsText || members.ErrorMessage.IsText;
        if (!failed && !members.ResponseCode.IsText && !members.ResponseMessage.IsText && !members.SwitchRoleFailed)
        {
            return ScanOutcome.Succeeded;
        }

        var source = Text(value, members.EventSource, ref _source);
        var name = Text(value, members.EventName, ref _name);
        var code = Text(value, members.ErrorCode.IsText ? members.ErrorCode : members.ResponseCode, ref _code);
        var message = Text(value, members.ErrorMessage, ref _message);
        var denied = (members.SwitchRoleFailed && name.Equals("SwitchRole", StringComparison.OrdinalIgnoreCase))
            || DenialDetection.IsDenial(code, message, source, name)
            || (members.ResponseMessage.IsText
                && DenialDetection.IsDenial(code, Text(value, members.ResponseMessage, ref _message), source, name));
        if (denied || !failed)
        {
            return denied ? ScanOutcome.Denied : ScanOutcome.Succeeded;
        }

        Failure = FailureTally.NameOf(Text(value, members.ErrorCode, ref _code), name);
        return ScanOutcome.OtherError;
    }

    private static ReadOnlySpan<char> Text(ReadOnlySpan<byte> value, JsonToken token, ref char[]? scratch)
    {
        if (!token.IsText)
        {
            return default;
        }

        scratch ??= new char[MostTextBytes];
        var json = value.Slice(token.Start, token.Length);
        if (json.Length <= MostTextBytes)
        {
            try
            {
                var reader = new Utf8JsonReader(json);
                reader.Read();
                return scratch.AsSpan(0, reader.CopyString(scratch));
            }
            catch (InvalidOperationException)
            {
                // Not valid UTF-8, or half of a surrogate pair: the rest of the text may still tell.
            }
        }

        // Every byte is at most one character, so this fits.
        return scratch.AsSpan(0, Encoding.UTF8.GetChars(json[1..Math.Min(json.Length, MostTextBytes)], scratch));
    }
}
