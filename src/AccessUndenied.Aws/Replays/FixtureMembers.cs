using System.Collections.Frozen;
using AccessUndenied.Aws.Conditions;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Replays;

/// <summary>Which values of a request's parameters go into a fixture: what names the request's resources, and what condition keys ask for.</summary>
internal sealed class FixtureMembers
{
    // What keys ask for, and yet tells of persons or opens something: CloudTrail's own word for what it hid stands in its place, and such a key is unknown.
    private static readonly FrozenSet<string> s_hidden = new[]
    {
        "roleSessionName", "externalId", "sourceIdentity", "serialNumber", "tokenCode", "webIdentityToken", "samlAssertion", "contextAssertion", "providedContexts",
        "password", "secretString", "secretBinary", "environment", "variables", "userData", "description", "endpoint", "stackPolicyURL",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What is read beside the members of RequestMemberKeys: owners, companions of a call, and keys with functions of their own.
    private static readonly FrozenSet<string> s_read = new[]
    {
        "account", "accountId", "sourceAccount", "sourceArn", "registryId", "queueOwnerAWSAccountId", "catalogId", "domainOwner", "resourceAccount", "expectedBucketOwner",
        "path", "iamInstanceProfile", "arn", "policyArns", "permissionsBoundary", "functionName", "qualifier", "documentName", "indexName", "tableName", "keyId", "family",
        "statement", "statements", "serviceNamespace", "resourceId", "scalableDimension", "modelId", "workGroup", "Host", "restApiId", "stageName", "httpMethod",
        "scope", "tier", "attributeName", "imageUri", "resourceType", "audience", "subjectType", "transitiveTagKeys", "tagKey", "tagKeys", "grantee", "location",
        "encryptionContext", "sourceEncryptionContext", "encryptionContextEquals", "encryptionContextSubset",
        "tags", "tagList", "tagSet", "tagSpecificationSet", "tagSpecifications", "tagSpecification", "x-amz-tagging", "tagging", "addTags", "newTags", "tagsToAdd", "hostedZoneTags",
        "tagKeyList", "tagsToRemove", "removeTags", "removeTagKeys", "principalTags",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly CloudTrailEvent _record;
    private readonly Func<CloudTrailEvent, RequestResolution> _resolve;
    private string? _resources;

    /// <param name="record">The record.</param>
    /// <param name="resolve">Gives the requests behind it.</param>
    internal FixtureMembers(CloudTrailEvent record, Func<CloudTrailEvent, RequestResolution> resolve)
    {
        _record = record;
        _resolve = resolve;
        IsOfSessions = record.Service.StartsWith("sts.", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the call makes a session, whose tags tell of the person behind it.</summary>
    internal bool IsOfSessions { get; }

    /// <summary>Whether all that lies in the member <paramref name="name"/> is hidden, whatever asks for it.</summary>
    internal bool Hides(string name) => s_hidden.Contains(name) && (IsOfSessions || !IsNameOfResource(name));

    /// <summary>Whether a condition key, or the search for the resource, reads the values of the member <paramref name="name"/>.</summary>
    internal static bool Reads(string name) =>
        s_read.Contains(name) || RequestMemberKeys.Reads(name) || RequestToldKeys.Reads(name) || (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !IsSigned(name));

    /// <summary>Whether <paramref name="value"/> is a name that anybody may read: an ARN, an account's number, an id that AWS chose, or one of the request's resources.</summary>
    internal bool Names(string value) =>
        !value.AsSpan().ContainsAnyExcept("*/-.") || value.StartsWith("arn:", StringComparison.Ordinal) || value.StartsWith("arn%3A", StringComparison.OrdinalIgnoreCase)
        || AccountIds.IsAccountId(value) || IsChosenId(value) || IsInResource(value);

    // serialNumber is an MFA device's name in IAM, which is the resource of its calls.
    private bool IsNameOfResource(string name) => name.Equals("serialNumber", StringComparison.OrdinalIgnoreCase) && _record.Service.StartsWith("iam.", StringComparison.OrdinalIgnoreCase);

    private static bool IsSigned(string name) =>
        name.Contains("security-token", StringComparison.OrdinalIgnoreCase) || name.Contains("signature", StringComparison.OrdinalIgnoreCase)
        || name.Contains("credential", StringComparison.OrdinalIgnoreCase) || name.Contains("customer-key", StringComparison.OrdinalIgnoreCase)
        || name.Contains("-meta-", StringComparison.OrdinalIgnoreCase);

    // i-0123456789abcdef0, vpc-0a1b2c3d: a word, and 8 or 17 digits of base 16.
    private static bool IsChosenId(string value)
    {
        var dash = value.LastIndexOf('-');
        return dash > 0 && value.Length - dash - 1 is 8 or 17 && !value.AsSpan(dash + 1).ContainsAnyExcept("0123456789abcdef")
            && !value.AsSpan(0, dash).ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz-");
    }

    private bool IsInResource(string value)
    {
        var resources = _resources ??= string.Join('\n', _resolve(_record).Requests.Select(request => request.Resource.Value)) + "\n";
        var text = value.AsSpan().Trim().TrimEnd('/');
        return IsPart(resources, text.TrimStart('/')) || (text.IndexOf(':') is > 0 and var first && IsPart(resources, text[..first]))
            || (text.LastIndexOfAny('/', ':') is >= 0 and var end && IsPart(resources, text[(end + 1)..]));
    }

    private static bool IsPart(ReadOnlySpan<char> resources, ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return false;
        }

        var at = 0;
        for (var found = resources.IndexOf(name); found >= 0; found = resources[at..].IndexOf(name))
        {
            var (start, end) = (at + found, at + found + name.Length);
            if ((start == 0 || resources[start - 1] is '/' or ':' or '\n') && resources[end] is '/' or ':' or '\n' or '-')
            {
                return true;
            }

            at = start + 1;
        }

        return false;
    }
}
