using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AccessUndenied.Samples.OtherCloud;

/// <summary>Reads the audit log of Nimbus: one JSON object a line, those alone whose <c>status</c> is <c>refused</c>.</summary>
public static class NimbusAuditLog
{
    /// <summary>Reads the refused requests; a line that cannot be read comes out as an event with a problem.</summary>
    public static async IAsyncEnumerable<NimbusEvent> ReadAsync(TextReader log, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var number = 0;
        while (await log.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (Read(line, $"line {number}") is { } refused)
            {
                yield return refused;
            }
        }
    }

    private static NimbusEvent? Read(string line, string origin)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Text(document, "status") == "refused" ? Event(document, origin) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return new() { Id = "", Member = "", Project = "", Target = "", Origin = origin, Problem = $"{origin} is no entry of the audit log: {exception.Message}" };
        }
    }

    private static NimbusEvent Event(JsonDocument entry, string origin) => new()
    {
        Id = Text(entry, "id") ?? "",
        Time = entry.RootElement.TryGetProperty("at", out var at) ? at.GetDateTimeOffset() : null,
        Service = Text(entry, "service") ?? "",
        Operation = Text(entry, "verb") ?? "",
        Member = Text(entry, "member") ?? "",
        Project = Text(entry, "project") ?? "",
        Target = Text(entry, "target") ?? "",
        Zone = Text(entry, "zone"),
        Origin = origin,
    };

    private static string? Text(JsonDocument entry, string name) => entry.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}
