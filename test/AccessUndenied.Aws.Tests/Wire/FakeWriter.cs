using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>Writes answers as the protocols want them.</summary>
internal static class FakeWriter
{
    private const string RequestId = "00000000-1111-2222-3333-444444444444";

    public static async Task WriteAsync(HttpResponse response, FakeReply reply, string protocol, string operation, bool cutOff, WireFault? fault = null)
    {
        if (fault is WireFault.Reset)
        {
            response.HttpContext.Abort();
            return;
        }

        if (reply is FakeReply.BytesReply && fault is null or WireFault.Cut)
        {
            await WriteAsync(response, (FakeReply.BytesReply)reply, isCut: fault is WireFault.Cut);
            return;
        }

        var (status, type, body) = reply switch
        {
            FakeReply.JsonReply json => (200, "application/x-amz-json-1.1", json.Body.ToJsonString()),
            FakeReply.PlainReply text => (200, text.ContentType, text.Body),
            FakeReply.BytesReply item => (item.Status, "application/octet-stream", Encoding.Latin1.GetString(item.Body.Span)),
            FakeReply.Xml xml => (200, "text/xml", Declared(xml.Root)),
            FakeReply.QueryReply query => (200, "text/xml", Declared(Result(operation, query))),
            FakeReply.FaultReply error => (error.Status, protocol.Contains("json", StringComparison.Ordinal) ? "application/json" : "text/xml", ErrorBody(response, error, protocol)),
            _ => throw new InvalidOperationException(),
        };
        if (reply is FakeReply.FaultReply { Headers: var headers })
        {
            foreach (var (name, value) in headers)
            {
                response.Headers[name] = value;
            }
        }

        response.StatusCode = status;
        response.ContentType = type;
        response.Headers["x-amzn-RequestId"] = RequestId;
        (body, response.ContentType) = FaultLayer.Spoil(fault, cutOff ? body[..(body.Length / 2)] : body, type);
        if (fault is WireFault.EmptyBody or WireFault.EmptyObject or WireFault.SignInPage or WireFault.Truncated or WireFault.WrongType)
        {
            response.StatusCode = 200;
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        response.ContentLength = bytes.Length;
        if (fault is WireFault.Cut)
        {
            await response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await response.Body.FlushAsync();
            response.HttpContext.Abort();
            return;
        }

        if (response.HttpContext.Request.Method != "HEAD")
        {
            await response.Body.WriteAsync(bytes);
        }
    }

    private static async Task WriteAsync(HttpResponse response, FakeReply.BytesReply reply, bool isCut)
    {
        response.StatusCode = reply.Status;
        response.ContentType = "application/octet-stream";
        response.ContentLength = reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        await response.Body.WriteAsync(isCut ? reply.Body[..(reply.Body.Length / 2)] : reply.Body);
        if (isCut)
        {
            await response.Body.FlushAsync();
            response.HttpContext.Abort();
        }
    }

    private static string Declared(XElement root) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting);

    private static XElement Result(string operation, FakeReply.QueryReply query)
    {
        XNamespace ns = "https://iam.amazonaws.com/doc/2010-05-08/";
        var root = new XElement(operation + "Response", new XElement(operation + "Result", query.Content), new XElement("ResponseMetadata", new XElement("RequestId", RequestId)));
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = ns + element.Name.LocalName;
        }

        return root;
    }

    private static string ErrorBody(HttpResponse response, FakeReply.FaultReply error, string protocol)
    {
        switch (protocol)
        {
            case "json":
                return new JsonObject { ["__type"] = "com.amazonaws.example#" + error.Code, ["message"] = error.Message }.ToJsonString();
            case "rest-json":
                response.Headers["x-amzn-ErrorType"] = error.Code + ":http://internal.example.com/";
                return new JsonObject { ["message"] = error.Message }.ToJsonString();
            case "rest-xml":
                return Declared(new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message), new XElement("RequestId", RequestId)));
            case "ec2":
                return Declared(new XElement(
                    "Response",
                    new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message))),
                    new XElement("RequestID", RequestId)));
            default:
                return Declared(new XElement(
                    "ErrorResponse",
                    new XElement("Error", new XElement("Type", "Sender"), new XElement("Code", error.Code), new XElement("Message", error.Message)),
                    new XElement("RequestId", RequestId)));
        }
    }
}
