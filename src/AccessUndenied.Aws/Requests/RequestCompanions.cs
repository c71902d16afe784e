using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What an operation must be allowed beside its own action: reading a copy's source, passing roles, tagging on creation.</summary>
/// <remarks>Hints for a record whose message names no action. Rules DEP-05, DEP-06, PASS-01 and REQ-32.</remarks>
internal sealed class RequestCompanions(ActionCatalog catalog)
{
    private static readonly string[] s_verbsThatPass =
        ["Create", "Update", "Put", "Start", "Run", "Register", "Modify", "Launch", "Add", "Associate", "Restore", "Import", "Submit", "Replace", "Set"];

    internal readonly record struct Companion(string Action, FoundResource Resource, Certainty Certainty, string Note);

    internal List<Companion> Of(CatalogAction action, ResourceSearch search, List<FoundResource> resources)
    {
        var companions = new List<Companion>();
        if (!search.Parameters.AreKnown)
        {
            return companions;
        }

        AddCopySource(companions, action, search);
        AddTagging(companions, action, search, resources);
        AddPassedRoles(companions, action, search);
        return companions;
    }

    private static void AddCopySource(List<Companion> companions, CatalogAction action, ResourceSearch search)
    {
        if (action.Service == "s3"
            && S3Resources.CopySource(search.Parameters.Text("x-amz-copy-source"), search.Place.Partition, out var hasVersion) is { } source)
        {
            companions.Add(new(
                hasVersion ? "s3:GetObjectVersion" : "s3:GetObject",
                new(search.Identify(source), Certainty.Likely, RequestMessages.FromParameters),
                Certainty.Likely,
                RequestMessages.CopySource));
        }
    }

    private void AddTagging(List<Companion> companions, CatalogAction action, ResourceSearch search, List<FoundResource> resources)
    {
        var operation = search.Record.Operation;
        if (!(operation.StartsWith("Create", StringComparison.Ordinal) || operation.StartsWith("Run", StringComparison.Ordinal)
                || operation.StartsWith("Allocate", StringComparison.Ordinal) || operation.StartsWith("Request", StringComparison.Ordinal))
            || operation.Contains("Tag", StringComparison.Ordinal)
            || RequestTags.Of(search.Parameters).Tags.Count == 0
            || TaggingAction(action, operation) is not { } tagging)
        {
            return;
        }

        foreach (var resource in resources)
        {
            if (tagging.ResourceTypes.Count == 0 || IsTagged(resource, search))
            {
                companions.Add(new(
                    tagging.FullName,
                    resource,
                    tagging.Service == "ec2" ? Certainty.Likely : Certainty.Guess,
                    RequestMessages.HiddenTagging));
            }
        }
    }

    // EC2 says which kinds of resource the call tags; only those that it creates are new.
    private static bool IsTagged(FoundResource resource, ResourceSearch search) =>
        !Arn.TryParse(resource.Id.Value, out var arn)
        || arn.Service is not "ec2"
        || RequestTags.Of(search.Parameters, arn.ResourceType.ToString()).Tags.Count > 0;

    private CatalogAction? TaggingAction(CatalogAction action, string operation) => action.Service switch
    {
        "ec2" => catalog.FindAction("ec2", "CreateTags"),
        "iam" => catalog.FindAction("iam", "Tag" + operation.AsSpan("Create".Length).ToString()),
        "rds" => catalog.FindAction("rds", "AddTagsToResource"),
        "s3" or "kms" or "secretsmanager" or "sqs" or "sns" => catalog.FindAction(action.Service, "TagResource") ?? catalog.FindAction(action.Service, "TagQueue"),
        _ => catalog.FindAction(action.Service, "TagResource") ?? catalog.FindAction(action.Service, "AddTags"),
    };

    private static void AddPassedRoles(List<Companion> companions, CatalogAction action, ResourceSearch search)
    {
        if (action.Service is "iam" or "sts" || !Array.Exists(s_verbsThatPass, verb => search.Record.Operation.StartsWith(verb, StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var member in search.Members)
        {
            if (IsRoleMember(member.Folded) && Arn.TryParse(member.Value, out var arn) && arn is { Service: "iam", ResourceType: "role" }
                && !companions.Exists(c => c.Resource.Id.Value == member.Value))
            {
                companions.Add(new(
                    "iam:PassRole",
                    new(search.Identify(member.Value), Certainty.Likely, RequestMessages.FromParameters),
                    Certainty.Guess,
                    RequestMessages.HiddenRole));
            }
        }
    }

    private static bool IsRoleMember(string folded) =>
        folded.EndsWith("role", StringComparison.Ordinal) || folded.EndsWith("rolearn", StringComparison.Ordinal) || folded is "rolename" or "deliverlogspermissionarn";
}
