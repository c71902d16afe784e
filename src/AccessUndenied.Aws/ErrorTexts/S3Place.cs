namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>The bucket and the key that the text around an error of S3 names, since S3's own sentence may name neither.</summary>
internal static class S3Place
{
    internal static void Read(FoundDenial denial, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        if (denial.IsSentence || denial.Service is not (null or "s3"))
        {
            return;
        }

        ReadCommand(denial, before);
        ReadUpload(denial, before);
        ReadScheme(denial, before);
        ReadAddress(denial, before);
        ReadBody(denial, before, after);
        ReadBrackets(denial, before);
    }

    // aws s3api get-object --bucket B --key K
    private static void ReadCommand(FoundDenial denial, ReadOnlySpan<char> before)
    {
        var command = before.LastIndexOf("aws s3");
        if (command < 0)
        {
            return;
        }

        var line = before[command..];
        line = line.IndexOf('\n') is >= 0 and var end ? line[..end] : line;
        denial.Bucket ??= Option(line, "--bucket");
        denial.Key ??= Option(line, "--key");
    }

    // boto3: Failed to upload FILE to BUCKET/KEY: An error …
    private static void ReadUpload(FoundDenial denial, ReadOnlySpan<char> before)
    {
        const string Anchor = "Failed to upload ";
        var at = before.LastIndexOf(Anchor);
        if (at < 0)
        {
            return;
        }

        var rest = before[(at + Anchor.Length)..];
        var to = rest.IndexOf(" to ");
        var colon = to < 0 ? -1 : rest[(to + 4)..].IndexOf(": ");
        if (colon > 0)
        {
            Set(denial, rest.Slice(to + 4, colon));
        }
    }

    // Terraform: reading S3 Bucket (BUCKET): operation error …
    private static void ReadBrackets(FoundDenial denial, ReadOnlySpan<char> before)
    {
        const string Anchor = "S3 Bucket (";
        var line = before[(before.LastIndexOf("Error: ") is >= 0 and var error ? error : before.Length)..];
        var at = line.IndexOf(Anchor, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return;
        }

        var name = line[(at + Anchor.Length)..];
        if (name.IndexOf(')') is > 0 and var end && !name[..end].Contains('/'))
        {
            Set(denial, name[..end]);
        }
    }

    private static void ReadScheme(FoundDenial denial, ReadOnlySpan<char> before)
    {
        const string Anchor = "s3://";
        var at = before.LastIndexOf(Anchor);
        if (at >= 0)
        {
            var rest = before[(at + Anchor.Length)..];
            var end = rest.IndexOfAny(" \n\t\"'`)");
            Set(denial, end < 0 ? rest : rest[..end]);
        }
    }

    // https://BUCKET.s3.REGION.amazonaws.com/KEY and https://s3.REGION.amazonaws.com/BUCKET/KEY
    private static void ReadAddress(FoundDenial denial, ReadOnlySpan<char> before)
    {
        var at = before.LastIndexOf("https://");
        if (at < 0)
        {
            return;
        }

        var address = before[(at + "https://".Length)..];
        var end = address.IndexOfAny(" \n\t\"'`)?");
        address = end < 0 ? address : address[..end];
        var host = address.IndexOf('/') is >= 0 and var slash ? address[..slash] : address;
        var path = address[host.Length..].TrimStart('/');
        if (!host.EndsWith(".amazonaws.com") && !host.EndsWith(".amazonaws.com.cn"))
        {
            return;
        }

        if (host.StartsWith("s3.") || host.StartsWith("s3-"))
        {
            Set(denial, path);
        }
        else if ((host.IndexOf(".s3.") is > 0 and var dot ? dot : host.IndexOf(".s3-")) is > 0 and var service)
        {
            denial.Bucket ??= Decode(host[..service]);
            denial.Key ??= path.IsEmpty ? null : Decode(path);
        }
    }

    // {"Bucket":"B","Key":"K"} and <BucketName>B</BucketName><Key>K</Key>
    private static void ReadBody(FoundDenial denial, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        denial.Bucket ??= Between(before, "\"Bucket\":\"", '"') ?? Between(after, "<BucketName>", '<');
        denial.Key ??= Between(before, "\"Key\":\"", '"') ?? Between(after, "<Key>", '<');
    }

    private static void Set(FoundDenial denial, ReadOnlySpan<char> place)
    {
        if (denial.Bucket is not null)
        {
            return;
        }

        var slash = place.IndexOf('/');
        var bucket = slash < 0 ? place : place[..slash];
        if (bucket.Length is < 3 or > 255 || bucket.ContainsAny(" *{}<>"))
        {
            return;
        }

        denial.Bucket = Decode(bucket);
        denial.Key ??= slash < 0 || slash == place.Length - 1 ? null : Decode(place[(slash + 1)..]);
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString());

    private static string? Option(ReadOnlySpan<char> line, string name)
    {
        var at = line.IndexOf(name);
        if (at < 0 || at + name.Length >= line.Length)
        {
            return null;
        }

        var value = line[(at + name.Length)..].TrimStart(" =\"'");
        var end = value.IndexOfAny(" \"'");
        value = end < 0 ? value : value[..end];
        return value.IsEmpty ? null : value.ToString();
    }

    private static string? Between(ReadOnlySpan<char> text, string start, char end)
    {
        var at = text.LastIndexOf(start);
        if (at < 0)
        {
            return null;
        }

        var rest = text[(at + start.Length)..];
        return rest.IndexOf(end) is > 0 and var stop ? rest[..stop].ToString() : null;
    }
}
