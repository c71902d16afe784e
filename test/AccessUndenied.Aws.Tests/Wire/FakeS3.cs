using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>S3 and S3 Control, which share the name that requests are signed for.</summary>
internal sealed class FakeS3 : IFakeService
{
    private static readonly string[] s_maps = ["ResourcePolicies", "ResourceTags", "S3PublicAccessBlock", "Buckets"];

    private readonly FakeData _data;
    private readonly FakeAws _server;

    public FakeS3(FakeData data, FakeAws server)
    {
        _data = data;
        _server = server;
    }

    public IReadOnlyList<string> Names => ["s3"];

    public string ProtocolOf(FakeRequest request) => "rest-xml";

    public string? OperationOf(FakeRequest request) => request switch
    {
        { Path: "/" } => "ListAllMyBuckets",
        { Path: "/v20180820/configuration/publicAccessBlock" } => "GetAccountPublicAccessBlock",
        { Path: "/v20180820/mrap/instances" } => "ListMultiRegionAccessPoints",
        { Path: var path } when path.StartsWith("/v20180820/mrap/instances/", StringComparison.Ordinal) => "GetMultiRegionAccessPointPolicy",
        { Query: var query } when query.ContainsKey("tagging") => "GetObjectTagging",
        { Query: var query } when query.ContainsKey("policy") => "GetBucketPolicy",
        { Query: var query } when query.ContainsKey("publicAccessBlock") => "GetBucketPublicAccessBlock",
        { Query: var query } when query.ContainsKey("location") => "GetBucketLocation",
        { Query: var query } when query.ContainsKey("list-type") => "ListBucket",
        { Method: "GET" } => "GetObject",
        _ => null,
    };

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        if (operation == "ListAllMyBuckets")
        {
            return Buckets(account, request.Query.GetValueOrDefault("continuation-token"));
        }

        if (operation == "GetAccountPublicAccessBlock")
        {
            return Block(account, account);
        }

        if (operation.Contains("MultiRegion", StringComparison.Ordinal))
        {
            return FakeAccessPoints.Answer(_data, operation, request, account);
        }

        var (bucket, key) = request.Path.TrimStart('/').Split('/', 2) is [var first, { Length: > 0 } rest] ? (first, rest) : (request.Path.Trim('/'), null);
        var arn = "arn:aws:s3:::" + bucket;
        if (_data.BucketRegions.TryGetValue(bucket, out var region) && region != request.Region)
        {
            return operation == "GetBucketLocation"
                ? new FakeReply.Xml(new XElement("LocationConstraint", region))
                : new FakeReply.FaultReply(_data.WrongRegion.Status, _data.WrongRegion.Code, "The bucket is elsewhere") { Headers = new Dictionary<string, string> { ["x-amz-bucket-region"] = region } };
        }

        if (_data.Objects.TryGetValue(bucket, out var objects))
        {
            lock (objects)
            {
                return operation == "ListBucket" ? FakeObjects.List(bucket, objects, request, _server) : FakeObjects.Get(objects, key ?? "", request);
            }
        }

        var owner = _data.AccountIds.FirstOrDefault(id => Owns(id, arn));
        if (owner is null)
        {
            return new FakeReply.FaultReply(404, "NoSuchBucket", "The specified bucket does not exist");
        }

        if (owner != account || (request.Headers.TryGetValue("x-amz-expected-bucket-owner", out var expected) && expected != owner))
        {
            return new FakeReply.FaultReply(403, "AccessDenied", "Access Denied");
        }

        return operation switch
        {
            "GetBucketPolicy" => _data.Policy(owner, arn) is { } policy
                ? new FakeReply.PlainReply(policy)
                : new FakeReply.FaultReply(404, "NoSuchBucketPolicy", "The bucket policy does not exist"),
            "GetObjectTagging" => _data.Map(owner, "ResourceTags")?[$"{arn}/{key}"] is { } tags
                ? new FakeReply.Xml(new XElement("Tagging", new XElement(
                    "TagSet", tags.AsObject().Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", (string?)tag.Value))))))
                : new FakeReply.FaultReply(404, "NoSuchKey", "The specified key does not exist."),
            "GetBucketPublicAccessBlock" => Block(owner, arn),
            "GetBucketLocation" => new FakeReply.Xml(new XElement("LocationConstraint", request.Region)),
            _ => null,
        };
    }

    // A bucket is what any map of an account names.
    private bool Owns(string account, string arn) =>
        s_maps.Any(map => _data.Map(account, map)?.Any(pair => pair.Key == arn || pair.Key.StartsWith(arn + "/", StringComparison.Ordinal)) == true);

    private FakeReply Buckets(string account, string? token)
    {
        const string Prefix = "arn:aws:s3:::";
        var names = s_maps.SelectMany(map => _data.Map(account, map)?.Select(pair => pair.Key) ?? [])
            .Where(arn => arn.StartsWith(Prefix, StringComparison.Ordinal)).Select(arn => arn[Prefix.Length..].Split('/')[0]).Distinct().ToList();
        var (items, next) = _server.Page(names, token);
        return new FakeReply.Xml(new XElement(
            "ListAllMyBucketsResult",
            new XElement("Owner", new XElement("ID", "example")),
            new XElement("Buckets", items.Select(name => new XElement("Bucket", new XElement("Name", name)))),
            next is null ? null : new XElement("ContinuationToken", next)));
    }

    private FakeReply Block(string account, string key) => _data.Map(account, "S3PublicAccessBlock")?[key] is { } block
        ? new FakeReply.Xml(new XElement("PublicAccessBlockConfiguration", block.AsObject().Select(pair => new XElement(pair.Key, pair.Value!.ToJsonString()))))
        : new FakeReply.FaultReply(404, "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found");
}
