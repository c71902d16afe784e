using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>A bucket on loopback, of the files of a folder: what a trail's readers ask of S3, and nothing else.</summary>
internal sealed class BucketServer : IDisposable
{
    public const string Bucket = "trail-bucket";

    private readonly HttpListener _listener = new();
    private readonly string _folder;
    private volatile bool _throttles;
    private int _asked;
    private int _refused;

    /// <param name="folder">The objects; keys are their paths within it.</param>
    /// <param name="throttles">Whether every other request is told to come again.</param>
    public BucketServer(string folder, bool throttles)
    {
        (_folder, _throttles) = (folder, throttles);
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Next()}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What was asked for: the permission that it takes, the resource, and the prefix of a listing.</summary>
    public ConcurrentQueue<(string Permission, string Resource, string Prefix)> Asked { get; } = new();

    /// <summary>Whether every other request is told to come again.</summary>
    public bool Throttles
    {
        get => _throttles;
        set => _throttles = value;
    }

    /// <summary>An object that nobody may read, by the end of its key; null for none.</summary>
    public string? Refuses { get; init; }

    /// <summary>How many requests were told to come again.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>What a program needs to know in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = Address, ["AWS_REGION"] = "us-east-1", ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE", ["AWS_SECRET_ACCESS_KEY"] = "secret",
    };

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                try
                {
                    using var response = context.Response;
                    Answer(context.Request, response);
                }
                catch (Exception exception) when (_listener.IsListening && exception is HttpListenerException or ObjectDisposedException or IOException)
                {
                    // Who asked is gone: a reader that met a fault gives up its other calls.
                }
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private void Answer(HttpListenerRequest request, HttpListenerResponse response)
    {
        var key = Uri.UnescapeDataString(request.Url!.AbsolutePath)[1..];
        if (_throttles && _asked++ % 2 == 0)
        {
            _refused++;
            response.StatusCode = 503;
            response.OutputStream.Write("<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"u8);
            return;
        }

        if (request.QueryString["list-type"] == "2")
        {
            Asked.Enqueue(("s3:ListBucket", $"arn:aws:s3:::{Bucket}", request.QueryString["prefix"] ?? ""));
            response.ContentType = "application/xml";
            response.OutputStream.Write(Encoding.UTF8.GetBytes(Listing(request.QueryString["prefix"] ?? "", request.QueryString["delimiter"])));
            return;
        }

        Asked.Enqueue((request.HttpMethod == "GET" ? "s3:GetObject" : request.HttpMethod, $"arn:aws:s3:::{key}", ""));
        if (Refuses is { } refused && key.EndsWith(refused, StringComparison.Ordinal))
        {
            response.StatusCode = 403;
            response.OutputStream.Write("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"u8);
            return;
        }

        var content = File.ReadAllBytes(Path.Combine(_folder, key[(Bucket.Length + 1)..]));
        var range = request.Headers["Range"]!["bytes=".Length..].Split('-').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var end = Math.Min(range[1], content.Length - 1);
        response.StatusCode = 206;
        response.Headers["ETag"] = ETagOf(content);
        response.Headers["Content-Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes {range[0]}-{end}/{content.Length}");
        response.OutputStream.Write(content.AsSpan((int)range[0], (int)(end - range[0] + 1)));
    }

    private string Listing(string prefix, string? delimiter)
    {
        var keys = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder, path)).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var text = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        foreach (var folder in keys.Select(key => FolderOf(key, prefix, delimiter)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            text.Append($"<CommonPrefixes><Prefix>{folder}</Prefix></CommonPrefixes>");
        }

        foreach (var key in keys.Where(key => FolderOf(key, prefix, delimiter) is null))
        {
            var content = File.ReadAllBytes(Path.Combine(_folder, key));
            text.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{key}</Key><Size>{content.Length}</Size><ETag>{ETagOf(content)}</ETag></Contents>");
        }

        return text.Append("</ListBucketResult>").ToString();
    }

    private static string? FolderOf(string key, string prefix, string? delimiter) =>
        string.IsNullOrEmpty(delimiter) || key.IndexOf('/', prefix.Length) < 0 ? null : key[..(key.IndexOf('/', prefix.Length) + 1)];

    private static string ETagOf(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
}
