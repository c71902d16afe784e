using System.Buffers;
using System.Text;
using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Writes results as JSON, one object for each denied event, and reads them back.</summary>
/// <remarks>
/// Shape: that of <c>docs/result.schema.json</c>.
/// Safe to put into a terminal or a file: whatever would act on a screen is an escape. For HTML, escape as for any text.
/// </remarks>
public sealed class JsonReport : IReportWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly ReportFormat _format;
    private readonly bool _isGrouped;
    private readonly JsonBuffer _buffer = new();
    private readonly RepeatedJson? _repeated;
    private Utf8JsonWriter? _document;

    /// <summary>A report into <paramref name="output"/>.</summary>
    /// <param name="output">What is written into.</param>
    /// <param name="format"><see cref="ReportFormat.Json"/>, <see cref="ReportFormat.JsonDocument"/> or <see cref="ReportFormat.JsonLines"/>.</param>
    /// <param name="isGrouped">Whether a document lists findings rather than results.</param>
    internal JsonReport(IBufferWriter<byte> output, ReportFormat format = ReportFormat.Json, bool isGrouped = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _format = format;
        _isGrouped = isGrouped;
        _repeated = format == ReportFormat.JsonLines ? new() : null;
    }

    /// <summary>The result as one JSON object.</summary>
    /// <param name="result">The result.</param>
    /// <param name="indented">Whether to write a member a line rather than everything in one.</param>
    public static string ToJson(AnalysisResult result, bool indented = true)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Encoding.UTF8.GetString(JsonBuffer.Written(indented, writer => AnalysisResultConverter.WriteObject(writer, result)).Span);
    }

    /// <summary>How a writer for these reports is to be set up.</summary>
    public static JsonWriterOptions OptionsFor(bool indented) => JsonForm.Of(indented);

    /// <summary>Writes one result as one JSON object into a document of the caller's.</summary>
    /// <remarks>Marks that turn the direction of writing stay as they are here; the methods that write a whole text escape them.</remarks>
    public static void Write(Utf8JsonWriter writer, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        AnalysisResultConverter.WriteObject(writer, result);
    }

    /// <summary>Reads one result back from its JSON.</summary>
    /// <exception cref="FormatException"><paramref name="json"/> is no result; the message names the place.</exception>
    public static AnalysisResult Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ParseAll(Encoding.UTF8.GetBytes(json)) is [var only] ? only : throw new FormatException(JsonMessages.NotAReport("$", "one result", JsonValueKind.Undefined));
    }

    /// <summary>Reads all results of a report back, whichever of the JSON formats it has.</summary>
    /// <exception cref="FormatException"><paramref name="utf8"/> is no such report; the message names the place.</exception>
    public static IReadOnlyList<AnalysisResult> ParseAll(ReadOnlyMemory<byte> utf8)
    {
        var results = new List<AnalysisResult>();
        try
        {
            foreach (var json in ResultsIn(utf8))
            {
                results.Add(AnalysisResultConverter.ReadFrom(new(json, "$")));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException(ReportMessages.NotJsonReport(results.Count, exception.Message), exception);
        }

        return results;
    }

    void IReportWriter.Begin()
    {
        if (_format == ReportFormat.JsonDocument)
        {
            _document = new(_buffer.Writer, JsonForm.Indented);
            _document.WriteStartObject();
            _document.WriteStartArray(_isGrouped ? "Findings"u8 : "Results"u8);
        }
    }

    void IReportWriter.Write(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (_repeated is null)
        {
            Write(writer => AnalysisResultConverter.WriteObject(writer, result));
            return;
        }

        _repeated.Write(_buffer.Writer, result);
        _buffer.PassTo(_output);
        _output.Write("\n"u8);
    }

    void IReportWriter.Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Write(writer => FindingConverter.WriteObject(writer, finding));
    }

    void IReportWriter.End()
    {
        if (_document is null)
        {
            return;
        }

        _document.WriteEndArray();
        _document.WriteEndObject();
        _document.Dispose();
        _document = null;
        _buffer.PassTo(_output);
        _output.Write("\n"u8);
    }

    private void Write(Action<Utf8JsonWriter> write)
    {
        if (_document is not null)
        {
            write(_document);
            _document.Flush();
            _buffer.PassTo(_output);
            return;
        }

        using (var writer = new Utf8JsonWriter(_buffer.Writer, OptionsFor(_format == ReportFormat.Json)))
        {
            write(writer);
        }

        _buffer.PassTo(_output);
        _output.Write("\n"u8);
    }

    // The members of Results, the items of lists, and the values one after the other.
    private static IEnumerable<JsonElement> ResultsIn(ReadOnlyMemory<byte> utf8)
    {
        while (!utf8.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            using var document = ParseFirst(ref utf8);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Results", out var results))
            {
                root = results;
            }

            if (root.ValueKind != JsonValueKind.Array)
            {
                yield return root;
                continue;
            }

            foreach (var item in root.EnumerateArray())
            {
                yield return item;
            }
        }
    }

    private static JsonDocument ParseFirst(ref ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        var document = JsonDocument.ParseValue(ref reader);
        utf8 = utf8[(int)reader.BytesConsumed..];
        return document;
    }
}
