using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes calls that S3 Block Public Access refuses though every policy allows them: public policies and public ACLs.</summary>
/// <remarks>Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".</remarks>
internal static class PublicAccessRefusals
{
    private const string Page = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";

    private static readonly string[] s_publicAcls = ["public-read", "public-read-write", "authenticated-read"];

    private static readonly string[] s_publicGroups = ["/global/AllUsers", "/global/AuthenticatedUsers"];

    public static ServiceRefusal? Of(HintQuery query)
    {
        if (query.Event is not CloudTrailEvent record || !query.Request.Action.StartsWith("s3:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parameters = RecordParts.Parameters(record);
        return query.Request.Action.ToUpperInvariant() switch
        {
            "S3:PUTBUCKETPOLICY" or "S3:PUTACCESSPOINTPOLICY" => OfPolicy(query, parameters),
            "S3:PUTOBJECT" => OfAcl(query, parameters) ?? OfCustomerKeys(parameters),
            "S3:PUTBUCKETACL" or "S3:PUTOBJECTACL" or "S3:PUTOBJECTVERSIONACL" or "S3:CREATEBUCKET" => OfAcl(query, parameters),
            _ => null,
        };
    }

    // A bucket that blocks SSE-C answers no more than Access Denied; that the request has such a key is all that tells (S3-14).
    private static ServiceRefusal? OfCustomerKeys(in ParameterReader parameters) =>
        parameters.Text("x-amz-server-side-encryption-customer-algorithm") is { Length: > 0 } && RefusalTable.Named("s3-customer-keys-blocked") is { } row
            ? new() { Id = row.Id, Reason = row.Reason, Advice = row.Advice, Page = row.Page, IsCertain = false }
            : null;

    private static ServiceRefusal? OfPolicy(HintQuery query, in ParameterReader parameters)
    {
        if (PolicyIn(parameters) is not { } policy || PublicPolicy.IsPublic(policy, MalformedStatements.NeverApply) != Truth.True)
        {
            return null;
        }

        var settings = On(query, PublicAccessSwitches.BlockPublicPolicy);
        return new()
        {
            Id = "s3-block-public-policy",
            Reason = settings.Count > 0
                ? HintMessages.PublicPolicyBlocked(query.Request.Resource.ToString(), settings)
                : HintMessages.PublicPolicyPerhapsBlocked(query.Request.Resource.ToString()),
            Advice = HintMessages.PublicPolicyAdvice(settings, AccountOf(query)),
            Page = Page,
            IsCertain = settings.Count > 0,
        };
    }

    private static ServiceRefusal? OfAcl(HintQuery query, in ParameterReader parameters)
    {
        if (PublicAclIn(parameters) is not { } acl)
        {
            return null;
        }

        var settings = On(query, PublicAccessSwitches.BlockPublicAcls);
        return new()
        {
            Id = "s3-block-public-acls",
            Reason = settings.Count > 0 ? HintMessages.PublicAclBlocked(acl, settings) : HintMessages.PublicAclPerhapsBlocked(acl),
            Advice = HintMessages.PublicAclAdvice(settings, AccountOf(query)),
            Page = Page,
            IsCertain = settings.Count > 0,
        };
    }

    private static List<string> On(HintQuery query, string name) =>
        [.. query.Policies.Settings.Where(setting => setting.Name == name).Select(setting => setting.SetOn).Distinct(StringComparer.Ordinal)];

    private static string? AccountOf(HintQuery query) => query.Request.Resource.AccountId ?? query.Request.Principal.AccountId;

    // CloudTrail writes the policy as an object; other logs as its text.
    private static PolicyDocument? PolicyIn(in ParameterReader parameters)
    {
        foreach (var name in (ReadOnlySpan<string>)["bucketPolicy", "policy"])
        {
            var value = parameters[name];
            var json = value.ValueKind == JsonValueKind.Object ? value.GetRawText() : ParameterReader.TextOf(value);
            if (json is not { Length: > 2 })
            {
                continue;
            }

            try
            {
                return PolicyDocument.Parse(Encoding.UTF8.GetBytes(json));
            }
            catch (PolicyFormatException)
            {
                return null;
            }
        }

        return null;
    }

    private static string? PublicAclIn(in ParameterReader parameters)
    {
        if (parameters.Text("x-amz-acl") is { } canned)
        {
            return Array.Exists(s_publicAcls, acl => acl.Equals(canned, StringComparison.OrdinalIgnoreCase)) ? canned : null;
        }

        foreach (var member in parameters.Flatten())
        {
            if (Array.Exists(s_publicGroups, group => member.Value.Contains(group, StringComparison.OrdinalIgnoreCase)))
            {
                return member.Value;
            }
        }

        return null;
    }
}
