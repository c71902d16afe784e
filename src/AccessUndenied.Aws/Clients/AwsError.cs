using System.Text.Json;
using System.Xml;

namespace AccessUndenied.Aws.Clients;

/// <summary>What an answer says of an error.</summary>
/// <param name="Code">The error's code, such as <c>AccessDenied</c>; null when the answer has none.</param>
/// <param name="Message">The error in words; null when the answer has none.</param>
/// <param name="RequestId">The request's id; null when the answer has none.</param>
internal readonly record struct AwsError(string? Code, string? Message, string? RequestId)
{
    /// <summary>Reads an error of any protocol; an answer that is none of them (a proxy's page, say) has no code.</summary>
    /// <param name="body">The answer's body.</param>
    /// <param name="typeHeader">The header <c>x-amzn-ErrorType</c>; null without one.</param>
    public static AwsError Read(ReadOnlyMemory<byte> body, string? typeHeader)
    {
        var start = body.Span.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        try
        {
            return start < 0 ? new(CodeIn(typeHeader), null, null)
                : body.Span[start] == (byte)'<' ? ReadXml(body)
                : ReadJson(body, typeHeader);
        }
        catch (Exception exception) when (exception is JsonException or XmlException or BadAnswerException)
        {
            return new(CodeIn(typeHeader), null, null);
        }
    }

    private static AwsError ReadXml(ReadOnlyMemory<byte> body)
    {
        var root = new AwsAnswer { Body = body }.ToXml();
        var error = root.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == "Error") ?? root;
        return new(error.Text("Code"), error.Text("Message"), root.Text("RequestId") ?? root.Text("RequestID") ?? error.Text("RequestId"));
    }

    private static AwsError ReadJson(ReadOnlyMemory<byte> body, string? typeHeader)
    {
        var root = new AwsAnswer { Body = body }.ToJson();
        return new(
            CodeIn(typeHeader) ?? CodeIn(root.Text("__type") ?? root.Text("code") ?? root.Text("Code")),
            root.Text("message") ?? root.Text("Message") ?? root.Text("errorMessage"),
            null);
    }

    // com.amazonaws.service#Code:http://internal/… in every combination.
    private static string? CodeIn(string? type)
    {
        if (string.IsNullOrEmpty(type))
        {
            return null;
        }

        var code = type.AsSpan(type.IndexOf('#') + 1);
        var colon = code.IndexOf(':');
        return (colon < 0 ? code : code[..colon]).ToString();
    }
}
