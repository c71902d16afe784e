using System.Text.Encodings.Web;
using System.Text.Json;

namespace AccessUndenied.Json;

/// <summary>How JSON is written: readable in a terminal and a web page alike; what HTML or Markdown need beyond that is theirs to escape.</summary>
internal static class JsonForm
{
    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    public static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Of(bool indented) => indented ? Indented : Compact;
}
