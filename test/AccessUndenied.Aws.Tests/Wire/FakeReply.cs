using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>What an operation answers, before it is written as its service's protocol wants it.</summary>
internal abstract record FakeReply
{
    internal sealed record JsonReply(JsonObject Body) : FakeReply;

    /// <summary>The content of the result element of the query protocol.</summary>
    internal sealed record QueryReply(params XElement[] Content) : FakeReply;

    /// <summary>A whole XML document.</summary>
    internal sealed record Xml(XElement Root) : FakeReply;

    internal sealed record PlainReply(string Body, string ContentType = "application/json") : FakeReply;

    /// <summary>A body of bytes.</summary>
    internal sealed record BytesReply(ReadOnlyMemory<byte> Body, int Status) : FakeReply
    {
        /// <summary>Headers beside those that every answer has.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }

    internal sealed record FaultReply(int Status, string Code, string Message) : FakeReply
    {
        /// <summary>Headers beside those that every error has.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }
}
