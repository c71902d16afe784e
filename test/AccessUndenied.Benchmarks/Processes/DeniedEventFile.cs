using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Benchmarks.Processes;

/// <summary>Files of denied events made of those of the sample; the same arguments give the same bytes.</summary>
internal static class DeniedEventFile
{
    /// <param name="samples">The sample's file of events.</param>
    /// <param name="path">Where to write, one record a line.</param>
    /// <param name="count">How many events.</param>
    /// <param name="isDistinct">
    /// Whether every event has a caller's session and an object's name of its own; otherwise they differ in their ids and times alone, as where one
    /// program is refused again and again.
    /// </param>
    public static void Write(string samples, string path, int count, bool isDistinct)
    {
        var records = JsonNode.Parse(File.ReadAllBytes(samples))!["Records"]!.AsArray().Select(record => new Template(record!.AsObject())).ToList();
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        for (var i = 0; i < count; i++)
        {
            file.Write(Encoding.UTF8.GetBytes(records[i % records.Count].Of(i, isDistinct)));
            file.WriteByte((byte)'\n');
        }
    }

    private sealed class Template
    {
        private readonly string _text;
        private readonly string _id;
        private readonly string? _requestId;
        private readonly string _time;
        private readonly List<string> _names;

        public Template(JsonObject record)
        {
            _text = record.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            _id = (string)record["eventID"]!;
            _requestId = (string?)record["requestID"];
            _time = (string)record["eventTime"]!;
            _names = [.. Names(record).Where(name => name.Length > 3).Distinct(StringComparer.Ordinal)];
        }

        public string Of(int number, bool isDistinct)
        {
            var text = new StringBuilder(_text);
            if (isDistinct)
            {
                foreach (var name in _names)
                {
                    text.Replace(name, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));
                }
            }

            text.Replace(_id, Numbered(number, '1')).Replace(_time, TimeOf(number));
            return (_requestId is null ? text : text.Replace(_requestId, Numbered(number, '2'))).ToString();
        }

        // The session's name and the object's key are what differs from call to call.
        private static IEnumerable<string> Names(JsonObject record)
        {
            if ((string?)record["userIdentity"]?["arn"] is { } arn && arn.Contains(":assumed-role/", StringComparison.Ordinal))
            {
                yield return arn[(arn.LastIndexOf('/') + 1)..];
            }

            if (record["requestParameters"] is JsonObject parameters && parameters["key"] is JsonValue key && key.TryGetValue<string>(out var name))
            {
                yield return name;
            }
        }

        private string TimeOf(int number) =>
            DateTimeOffset.Parse(_time, CultureInfo.InvariantCulture).AddSeconds(number % 3600).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

        private static string Numbered(int number, char kind) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-{kind}000-8000-00000000000{kind}");
    }
}
