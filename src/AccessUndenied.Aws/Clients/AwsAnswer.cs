using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;

namespace AccessUndenied.Aws.Clients;

/// <summary>An answer, not read yet.</summary>
internal sealed class AwsAnswer : AmazonWebServiceResponse
{
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The answer as JSON; an empty body is an empty object.</summary>
    /// <exception cref="JsonException">The body is something else, or was cut off.</exception>
    public JsonElement ToJson()
    {
        if (Body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return default;
        }

        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
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
