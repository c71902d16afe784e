using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>Finds what a further action of a call is checked on.</summary>
internal sealed class CompanionResources
{
    private const string AwsManagedAlias = "alias/aws/";

    private readonly ResourceSearch _search;
    private readonly IReadOnlyList<FoundResource> _own;

    internal CompanionResources(ResourceSearch search, IReadOnlyList<FoundResource> own)
    {
        _search = search;
        _own = own;
    }

    /// <summary>The resources that <paramref name="resource"/> stands for; none where the request names none.</summary>
    internal IEnumerable<FoundResource> Find(CompanionResource resource) => resource.Kind switch
    {
        "same" => _own,
        "any" => [new(ResourceFinder.AnyOf(_search), Certainty.Certain, RequestMessages.FromNoResource)],
        "role" => Values(resource).Select(Role).OfType<FoundResource>(),
        "profile" => Values(resource).Select(ProfileRole).OfType<FoundResource>(),
        "key" => resource.Argument.Length == 0 ? [AnyKey(null)] : Values(resource).Select(Key).OfType<FoundResource>(),
        "source" => Source(),
        "object" => Values(resource).Select(Object).OfType<FoundResource>(),
        "image" => Values(resource).Select(Image).OfType<FoundResource>(),
        "tagged" => Tagged(),
        "name" => Values(resource).Where(value => Arn.TryParse(value, out _)).Select(value => Named(value)),
        "secret" => Values(resource).Select(value => Arn.TryParse(value, out _) ? Named(value) : Secrets.OfName(value, _search)),
        "open" => [Filled(resource.Argument) with { Certainty = Certainty.Guess }],
        _ => [Filled(resource.Argument)],
    };

    /// <summary>The instance profile that <paramref name="value"/> names by its name or ARN; null when it is neither.</summary>
    internal ResourceId? Profile(string value) =>
        Arn.TryParse(value, out var arn) ? (arn is { Service: "iam", ResourceType: "instance-profile" } ? _search.Identify(value) : null)
        : IsName(value) ? _search.Identify($"arn:{_search.Place.Partition}:iam::{Account}:instance-profile/{value}")
        : null;

    private string Account => _search.Principal.AccountId ?? _search.Place.AccountId ?? "*";

    private string? Owner => _own.Select(own => own.Id.AccountId).FirstOrDefault(account => AccountIds.IsAccountId(account));

    private List<string> Values(CompanionResource resource) => ParameterPath.Values(_search, resource.Argument);

    private FoundResource Named(string arn, Certainty certainty = Certainty.Likely, Note? note = null) =>
        new(_search.Identify(arn), certainty, RequestMessages.FromParameters, note);

    private FoundResource? Role(string value)
    {
        if (Arn.TryParse(value, out var arn))
        {
            return arn is { Service: "iam", ResourceType: "role" } ? Named(value) : null;
        }

        return IsName(value) ? Named($"arn:{_search.Place.Partition}:iam::{Account}:role/{value.TrimStart('/')}", Certainty.Likely, RequestMessages.PathUnknown) : null;
    }

    private FoundResource? ProfileRole(string value)
    {
        if (Profile(value) is not { } profile)
        {
            return null;
        }

        var name = profile.Value[(profile.Value.LastIndexOf('/') + 1)..];
        return Named($"arn:{_search.Place.Partition}:iam::{profile.AccountId ?? Account}:role/{name}", Certainty.Guess, CompanionMessages.InstanceProfile);
    }

    private FoundResource? Key(string value)
    {
        if (Arn.TryParse(value, out var arn))
        {
            return arn.Service is not "kms" || arn.Resource.StartsWith(AwsManagedAlias, StringComparison.Ordinal) ? null
                : arn.ResourceType is "alias" ? AnyKey(value)
                : Named(value);
        }

        // AWS managed keys let everybody in the account use them through their service.
        return value.StartsWith(AwsManagedAlias, StringComparison.Ordinal) ? null
            : value.StartsWith("alias/", StringComparison.Ordinal) || !IsName(value) ? AnyKey(value)
            : Named($"arn:{_search.Place.Partition}:kms:{_search.Place.Region}:{Account}:key/{value}");
    }

    // The key of something that another account owns is that account's.
    private FoundResource AnyKey(string? alias) => Named(
        $"arn:{_search.Place.Partition}:kms:{_search.Place.Region}:{(alias is null ? Owner : null) ?? Account}:key/*",
        Certainty.Guess,
        alias is null || Redaction.Hides(alias) ? RequestMessages.OpenPlaces("key") : RequestMessages.KeyAlias(alias));

    private IEnumerable<FoundResource> Source() =>
        S3Resources.CopySource(_search.Parameters.Text("x-amz-copy-source"), _search.Place.Partition, out _) is { } source ? [Named(source)] : [];

    // s3://bucket/key, https://bucket.s3.region.amazonaws.com/key and https://s3.region.amazonaws.com/bucket/key.
    private FoundResource? Object(string value) => ObjectOf(value, _search.Place.Partition) is { } arn ? Named(arn) : null;

    /// <summary>The ARN of the S3 object whose address <paramref name="value"/> is; null where it is none.</summary>
    internal static string? ObjectOf(string value, string partition)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url))
        {
            return null;
        }

        var path = Uri.UnescapeDataString(url.AbsolutePath).TrimStart('/');
        var host = url.Host;
        var at = host.IndexOf(".s3", StringComparison.OrdinalIgnoreCase);
        var place = url.Scheme == "s3" ? $"{host}/{path}"
            : !host.Contains(".amazonaws.com", StringComparison.OrdinalIgnoreCase) ? null
            : host.StartsWith("s3", StringComparison.OrdinalIgnoreCase) ? path
            : at > 0 ? $"{host[..at]}/{path}"
            : null;
        return place is null || place.EndsWith('/') || !place.Contains('/', StringComparison.Ordinal) ? null : $"arn:{partition}:s3:::{place}";
    }

    // 123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/name:tag or …@sha256:…
    private FoundResource? Image(string value) => RepositoryOf(value, _search.Place.Partition) is { } arn ? Named(arn) : null;

    /// <summary>The ARN of the repository of the image whose address <paramref name="value"/> is; null where it is in none of ECR's.</summary>
    internal static string? RepositoryOf(string value, string partition)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? [] : value[..slash].Split('.');
        if (host.Length < 5 || host is not [var account, "dkr", "ecr", var region, ..] || !AccountIds.IsAccountId(account))
        {
            return null;
        }

        var name = value[(slash + 1)..];
        name = name[..(name.IndexOfAny(['@', ':']) is var end and >= 0 ? end : name.Length)];
        return $"arn:{partition}:ecr:{region}:{account}:repository/{name}";
    }

    // EC2 says which kinds of resource the call tags; what it makes has no id yet. Images and snapshots have no account in their ARNs.
    private IEnumerable<FoundResource> Tagged()
    {
        var kinds = ParameterPath.Values(_search, "tagSpecificationSet.resourceType|tagSpecifications.resourceType|tagSpecification.resourceType")
            .Distinct(StringComparer.OrdinalIgnoreCase).Where(IsName).ToList();
        if (kinds.Count == 0)
        {
            return _own.Where(own => !own.Id.IsAny);
        }

        return kinds.Where(kind => RequestTags.Of(_search.Parameters, kind).Tags.Count > 0).Select(kind =>
            Named($"arn:{_search.Place.Partition}:ec2:{_search.Place.Region}:{(kind is "image" or "snapshot" ? "" : Account)}:{kind}/*"));
    }

    // {name} is a parameter, or partition, region and account of the call. What the request does not name stands open.
    private FoundResource Filled(string template)
    {
        var certainty = Certainty.Likely;
        var arn = new System.Text.StringBuilder();
        var rest = template.AsSpan();
        for (var open = rest.IndexOf('{'); open >= 0; open = rest.IndexOf('{'))
        {
            var close = rest.IndexOf('}');
            arn.Append(rest[..open]);
            var name = rest[(open + 1)..close].ToString();
            var value = name switch
            {
                "partition" => _search.Place.Partition,
                "region" => _search.Place.Region,
                "account" => Account,
                _ => ParameterPath.Values(_search, name).FirstOrDefault(),
            };
            if (value is not null && Arn.TryParse(value, out _))
            {
                return Named(value);
            }

            if (value is null || Redaction.Hides(value))
            {
                certainty = Certainty.Guess;
                value = "*";
            }

            arn.Append(value);
            rest = rest[(close + 1)..];
        }

        return Named(arn.Append(rest).ToString(), certainty, certainty == Certainty.Guess ? RequestMessages.OpenPlaces("resource") : null);
    }

    // A name with path at most; what else a record may hold there names nothing.
    private static bool IsName(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '/' or '+' or '=' or ',' or '.' or '@'))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 512;
    }
}
