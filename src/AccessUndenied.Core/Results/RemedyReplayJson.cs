using System.Text.Json;
using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>A <see cref="RemedyReplay"/> as results in reports have it.</summary>
internal static class RemedyReplayJson
{
    public static void WriteMembers(Utf8JsonWriter writer, RemedyReplay replay)
    {
        writer.WriteNumber("Calls"u8, replay.Calls);
        if (replay.UnreadRecords > 0)
        {
            writer.WriteNumber("UnreadRecords"u8, replay.UnreadRecords);
        }

        writer.WriteString("Why"u8, replay.Why);
        writer.WriteNumber("LetsThroughCalls"u8, replay.LetsThroughCalls);
        writer.WriteAll("LetsThrough"u8, replay.LetsThrough, WriteCalls);
        writer.WriteNumber("UndecidedCalls"u8, replay.UndecidedCalls);
        if (replay.NeverNeeded is { } parts)
        {
            writer.WriteAll("NeverNeeded"u8, parts, static (w, part) =>
            {
                RemediationConverter.WriteOpened(w, part.Opened);
                w.WriteNumber("Calls"u8, part.Calls);
            });
        }
        else
        {
            writer.WriteNull("NeverNeeded"u8);
        }
    }

    public static RemedyReplay ReadFrom(JsonFields fields) => new()
    {
        Calls = fields.Number("Calls"),
        UnreadRecords = fields.OptionalNumber("UnreadRecords") ?? 0,
        Why = fields.OptionalText("Why"),
        LetsThroughCalls = fields.Number("LetsThroughCalls"),
        LetsThrough = fields.List("LetsThrough", ReadCalls),
        UndecidedCalls = fields.Number("UndecidedCalls"),
        NeverNeeded = fields.Has("NeverNeeded")
            ? fields.List("NeverNeeded", static part => new UnneededAccess { Opened = RemediationConverter.ReadOpened(part), Calls = part.Number("Calls") })
            : null,
    };

    private static void WriteCalls(Utf8JsonWriter writer, RecordedCalls calls)
    {
        writer.WriteString("Principal"u8, calls.Principal);
        writer.WriteString("Action"u8, calls.Action);
        writer.WriteString("Resource"u8, calls.Resource);
        writer.WriteNumber("Count"u8, calls.Count);
        WriteTime(writer, "First"u8, calls.First);
        WriteTime(writer, "Last"u8, calls.Last);
        writer.WriteTexts("EventIds"u8, calls.EventIds);
    }

    private static RecordedCalls ReadCalls(JsonFields calls) => new()
    {
        Principal = calls.Text("Principal"),
        Action = calls.Text("Action"),
        Resource = calls.Text("Resource"),
        Count = calls.Number("Count"),
        First = calls.Time("First"),
        Last = calls.Time("Last"),
        EventIds = calls.Texts("EventIds"),
    };

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            writer.WriteTime(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
