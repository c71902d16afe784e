using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;

namespace AccessUndenied.Aws.Clients;

/// <summary>An answer, not read yet.</summary>
internal sealed class AwsAnswer : AmazonWebServiceResponse
{
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The answer as a JSON object.</summary>
    /// <exception cref="JsonException">The body is something else, or was cut off.</exception>
    /// <exception cref="BadAnswerException">It is empty, or JSON of another kind.</exception>
    public JsonElement ToJson()
    {
        if (Body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw new BadAnswerException();
        }

        using var document = JsonDocument.Parse(Body);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new BadAnswerException();
    }

    /// <summary>The answer's root element.</summary>
    /// <exception cref="XmlException">The body is something else, or was cut off.</exception>
    public XElement ToXml()
    {
        using var reader = XmlReader.Create(
            new MemoryStream(Body.ToArray(), writable: false),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false });
        return XElement.Load(reader);
    }
}
