using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>Stands before the server and spoils some of its answers: by name, and always the same ones for one seed.</summary>
internal sealed class FaultLayer
{
    private readonly int _seed;
    private readonly int _oneIn;
    private readonly ConcurrentDictionary<string, bool> _spoilt = new();

    /// <param name="fault">What happens.</param>
    /// <param name="seed">Which of the requests it happens to.</param>
    /// <param name="oneIn">To one in how many.</param>
    /// <param name="isOnce">Whether only the first time that each is asked.</param>
    public FaultLayer(WireFault fault, int seed, int oneIn, bool isOnce)
    {
        Fault = fault;
        _seed = seed;
        _oneIn = oneIn;
        IsOnce = isOnce;
    }

    public WireFault Fault { get; }

    public bool IsOnce { get; }

    /// <summary>The operation that it never happens to; null for none.</summary>
    public string? Spared { get; init; }

    /// <summary>The fault for this request; null for none.</summary>
    public WireFault? Of(string operation, FakeRequest request)
    {
        var key = $"{operation} {request.Region} {request.Path} {string.Join('&', request.Query)} {string.Join('&', request.Form)} {request.Json.ToJsonString()}";
        if (operation == Spared || Hash(key) % (uint)_oneIn != 0 || (IsOnce && !_spoilt.TryAdd(key, true)))
        {
            return null;
        }

        return Fault;
    }

    /// <summary>The answer with the fault in it, where it is one of its content; the other faults are those of <see cref="FakeWriter"/>.</summary>
    public static FakeReply Spoil(WireFault fault, FakeReply reply) => (fault, reply) switch
    {
        (WireFault.ServerError, _) => new FakeReply.FaultReply(500, "InternalFailure", "an internal error"),
        (WireFault.Unavailable, _) => new FakeReply.FaultReply(503, "ServiceUnavailable", "come back later"),
        (WireFault.Throttling, _) => new FakeReply.FaultReply(400, "Throttling", "Rate exceeded"),
        (WireFault.Denied, _) => new FakeReply.FaultReply(403, "AccessDenied", "not authorized"),
        (WireFault.Expired, _) => new FakeReply.FaultReply(403, "ExpiredToken", "The security token included in the request is expired"),
        (WireFault.RepeatedToken, FakeReply.JsonReply json) => Repeat(json),
        (WireFault.RepeatedToken, FakeReply.QueryReply query) => Repeat(query),
        (WireFault.RepeatedToken, FakeReply.Xml xml) => Repeat(xml),
        (WireFault.DuplicatePage, FakeReply.JsonReply json) => Double(json),
        (WireFault.DuplicatePage, FakeReply.QueryReply query) => Double(query),
        _ => reply,
    };

    /// <summary>The body and its type with the fault in them.</summary>
    public static (string Body, string Type) Spoil(WireFault? fault, string body, string type) => fault switch
    {
        WireFault.EmptyBody => ("", type),
        WireFault.EmptyObject => ("{}", "application/json"),
        WireFault.SignInPage => ("<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in</body></html>", "text/html"),
        WireFault.Truncated => (body[..(body.Length / 2)], type),
        WireFault.WrongType => body.TrimStart().StartsWith('<') ? ("{\"Answer\":{\"Value\":1}}", "application/json") : ("<Answer><Value>1</Value></Answer>", "text/xml"),
        _ => (body, type),
    };

    // The first page's mark, for ever.
    private static FakeReply.JsonReply Repeat(FakeReply.JsonReply reply)
    {
        var body = (JsonObject)reply.Body.DeepClone();
        foreach (var name in new[] { "NextToken", "nextToken" }.Where(body.ContainsKey))
        {
            body[name] = Convert.ToBase64String(Encoding.ASCII.GetBytes("0"));
        }

        return new(body);
    }

    private static FakeReply.QueryReply Repeat(FakeReply.QueryReply reply) => new([.. reply.Content.Select(element =>
        element.Name.LocalName == "Marker" ? new XElement(element.Name, Convert.ToBase64String(Encoding.ASCII.GetBytes("0"))) : element)]);

    private static FakeReply.Xml Repeat(FakeReply.Xml reply)
    {
        var root = new XElement(reply.Root);
        root.Elements("NextContinuationToken").ToList().ForEach(token => token.Value = Convert.ToBase64String(Encoding.ASCII.GetBytes("0")));
        return new(root);
    }

    private static FakeReply.JsonReply Double(FakeReply.JsonReply reply)
    {
        var body = (JsonObject)reply.Body.DeepClone();
        foreach (var list in body.Select(member => member.Value).OfType<JsonArray>().ToList())
        {
            foreach (var item in list.Select(item => item!.DeepClone()).ToList())
            {
                list.Add(item);
            }
        }

        return new(body);
    }

    private static FakeReply.QueryReply Double(FakeReply.QueryReply reply) => new([.. reply.Content.Select(element =>
        element.Elements().Any() && element.Elements().All(child => child.Name.LocalName == "member") ? new XElement(element.Name, element.Elements(), element.Elements()) : element)]);

    private uint Hash(string text)
    {
        var hash = 2166136261u ^ (uint)_seed;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}
