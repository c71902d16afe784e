using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>What the text around a sentence tells of the call: its operation, service, error code, id, bucket and key.</summary>
internal static class Surroundings
{
    private const int LongestPart = 400;

    private static readonly string[] s_classes =
    [
        "com.amazonaws.services.", "software.amazon.awssdk.services.", "Amazon.", "Aws::", "AWS::", "Aws\\", "@aws-sdk/client-", "aws-sdk/lib/services/",
        "aws_sdk_",
    ];

    private static readonly string[] s_clients = ["Client.", "CommandError", "Command_", "in `", "in '", "(eval):3:in `"];
    private static readonly string[] s_protocols =
    [
        "deserializeAws_restXml", "deserializeAws_restJson1", "deserializeAws_json1_1", "deserializeAws_json1_0", "deserializeAws_query", "deserializeAws_ec2",
    ];

    private static readonly string[] s_requestIds =
    [
        "Request ID: ", "RequestID: ", "request id: ", "requestId: '", "\"requestId\": \"", "<RequestId>", "aws_request_id\": \"",
    ];

    /// <summary>Reads what stands from <paramref name="begin"/> to the sentence, and from there to <paramref name="end"/>.</summary>
    internal static void Read(FoundDenial denial, string text, int begin, int end)
    {
        var before = text.AsSpan(begin, denial.Start - begin);
        var after = text.AsSpan(denial.End, end - denial.End);
        ReadFrames(denial, before, after);
        ReadService(denial, before, after);
        ReadTrace(denial, before, after);
        CommandPlace.Read(denial, before);
        S3Place.Read(denial, before, after);
        denial.RequestId ??= RequestId(after) ?? RequestId(before);
    }

    private static void ReadFrames(FoundDenial denial, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        if (Between(before, " when calling the ", " operation", last: true) is { Length: > 0 } operation)
        {
            denial.Operation ??= Word(operation);
            denial.Code ??= Code(before[..before.LastIndexOf(" when calling the ")]);
        }

        if (Between(before, "operation error ", ",", last: true) is { Length: > 0 } go && go.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
        {
            denial.Service ??= SdkServices.PrefixOf(go.AsSpan(0, colon));
            denial.Operation ??= Word(go[(colon + 2)..]);
        }

        if (Between(before, "Error executing \"", "\" on ", last: true) is { Length: > 0 and < 100 } php)
        {
            denial.Operation ??= Word(php);
        }

        if (Between(before, "API: ", " ", last: true) is { Length: > 0 and < 100 } api && api.IndexOf(':', StringComparison.Ordinal) is > 0 and var separator)
        {
            denial.Service ??= SdkServices.PrefixOf(api.AsSpan(0, separator));
            denial.Operation ??= Capital(Word(api[(separator + 1)..]));
        }

        if (Between(before, "Call failed: ", "(", last: true) is { Length: > 0 and < 100 } cdk)
        {
            denial.Operation ??= Capital(Word(cdk));
        }

        if (denial.Operation is null && before.TrimEnd().EndsWith("Error launching source instance: UnauthorizedOperation:", StringComparison.Ordinal))
        {
            (denial.Service, denial.Operation) = ("ec2", "RunInstances");
        }

        denial.Code ??= CodeWord(before);
        if (Between(after, "(Service: ", ")", last: false) is { Length: > 0 and < 400 } java && after.IndexOf("(Service: ") < 8)
        {
            denial.Service ??= SdkServices.PrefixOf(java.AsSpan(0, Math.Max(0, java.AsSpan().IndexOfAny(";,"))));
            denial.Code = Between(java, "Error Code: ", ";", last: false) is { Length: > 0 and < 100 } code ? code : denial.Code;
        }
    }

    private static void ReadService(FoundDenial denial, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        foreach (var name in s_classes)
        {
            if (denial.Service is not null)
            {
                return;
            }

            denial.Service = ServiceAt(before, name, last: true) ?? ServiceAt(after, name, last: false);
        }

        if (denial.Service is null && denial.Code is "UnauthorizedOperation")
        {
            // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html: no other service has the code.
            denial.Service = "ec2";
        }

        // S3 alone says no more than this (MSG-33).
        var isBare = denial.Message.Equals("Access Denied", StringComparison.OrdinalIgnoreCase) || denial.Message.StartsWith("Forbidden", StringComparison.Ordinal);
        if (denial.Service is null && isBare && denial.Operation is { } operation && Exists("s3", operation))
        {
            denial.Service = "s3";
        }
    }

    // The methods of a stack trace are those of the SDK's client, in the language's own way of writing.
    private static void ReadTrace(FoundDenial denial, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        if (denial.Operation is not null || denial.Service is null || denial.IsSentence)
        {
            return;
        }

        denial.Operation = Method(after, denial.Service) ?? Method(before, denial.Service);
    }

    private static string? Method(ReadOnlySpan<char> trace, string service)
    {
        foreach (var mark in s_clients)
        {
            var from = 0;
            while (trace[from..].IndexOf(mark, StringComparison.Ordinal) is var at and >= 0)
            {
                var place = from + at;
                from = place + mark.Length;
                var name = mark.StartsWith("Command", StringComparison.Ordinal) ? WordBefore(trace[..place]) : WordAfter(trace[from..]);
                if (Operation(name, service) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    // getObject, GetObjectAsync, get_object, de_PutObject, deserializeAws_restXmlPutObject.
    private static string? Operation(ReadOnlySpan<char> method, string service)
    {
        if (method.Length is < 3 or > 120)
        {
            return null;
        }

        var name = method.ToString();
        name = name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;
        name = name.StartsWith("de_", StringComparison.Ordinal) ? name[3..] : name;
        foreach (var protocol in s_protocols)
        {
            name = name.StartsWith(protocol, StringComparison.Ordinal) ? name[protocol.Length..] : name;
        }

        var pascal = string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Capital));
        return Exists(service, pascal) ? pascal : null;
    }

    private static bool Exists(string service, string operation) => ActionCatalog.Default.FindOperation($"{service}.amazonaws.com", operation).IsExact;

    private static string? ServiceAt(ReadOnlySpan<char> text, string mark, bool last)
    {
        var at = last ? text.LastIndexOf(mark, StringComparison.Ordinal) : text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? null : SdkServices.PrefixOf(WordAfter(text[(at + mark.Length)..]));
    }

    private static string? RequestId(ReadOnlySpan<char> text)
    {
        foreach (var mark in s_requestIds)
        {
            if (text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                var id = text[(at + mark.Length)..];
                var end = id.IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
                id = end < 0 ? id : id[..end];
                if (id.Length is >= 8 and <= 64)
                {
                    return id.ToString();
                }
            }
        }

        return null;
    }

    // "api error CODE: " and "CODE: " right before the sentence.
    private static string? CodeWord(ReadOnlySpan<char> before)
    {
        var text = before.TrimEnd();
        if (!text.EndsWith(":"))
        {
            return null;
        }

        var word = text[..^1];
        word = word[(word.LastIndexOfAny(" \n\t\"'(") + 1)..];
        return word.Length is > 2 and < 100 && DenialDetection.IsDenial(word, "", "", "") ? word[(word.LastIndexOfAny('.', '#', ':') + 1)..].ToString() : null;
    }

    private static string? Code(ReadOnlySpan<char> before)
    {
        var text = before.TrimEnd();
        var open = text.LastIndexOf('(');
        var close = text.LastIndexOf(')');
        return open >= 0 && close > open && close - open < 100 ? text[(open + 1)..close].ToString() : null;
    }

    private static string? Between(ReadOnlySpan<char> text, string start, string end, bool last)
    {
        var at = last ? text.LastIndexOf(start, StringComparison.Ordinal) : text.IndexOf(start, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = text[(at + start.Length)..];
        var stop = rest.IndexOf(end, StringComparison.Ordinal);
        return stop >= 0 ? rest[..stop].ToString() : rest.Length < LongestPart ? rest.ToString() : null;
    }

    private static string Word(string text) => WordAfter(text).ToString();

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static ReadOnlySpan<char> WordAfter(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && end < 128 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-'))
        {
            end++;
        }

        return text[..end];
    }

    private static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && text.Length - start < 128 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            start--;
        }

        return text[start..];
    }
}
