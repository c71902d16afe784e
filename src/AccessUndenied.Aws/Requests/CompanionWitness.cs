using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests.Companions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Whether the role, the key or what else an error text names for a further action of a call can be what the call asked for.</summary>
/// <remarks>
/// Rule MSG-58. Roles and keys that the parameters name outweigh those of a text. No contradiction: what a template, a profile or a definition that the parameters
/// name may hold; what the service itself fills in; the key of what is read, which is another than that of what is written.
/// </remarks>
internal sealed class CompanionWitness(ActionCatalog catalog, ResourceFinder finder, RequestCompanions companions)
{
    private const string PassRole = "iam:PassRole";

    // Services and operations that pass a role which no parameter of theirs names.
    private static readonly (string Service, string Operation, string Page)[] s_fillIn =
    [
        ("cloudformation", "", "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html"),
        ("elasticbeanstalk", "", "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/concepts-roles.html"),
        ("autoscaling", "", "https://docs.aws.amazon.com/autoscaling/ec2/userguide/us-iam-role.html"),
        ("servicecatalog", "", "https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html"),
        ("sagemaker", "CreateProject", "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-studio-updates.html"),
        ("ssm", "StartAutomationExecution", "https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup.html"),
    ];

    // What the service reads may be encrypted with another key than the one that the parameters name for what it writes.
    // https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
    private static readonly string[] s_readingUses = ["Decrypt", "DescribeKey", "ReEncryptFrom", "CreateGrant"];

    // Operations that read nothing which is encrypted already.
    private static readonly string[] s_onlyWrite = ["PutObject", "CreateMultipartUpload", "PutParameter"];

    /// <summary>What is to be believed in the place of <paramref name="named"/>: that itself, or what the parameters name with a note of the contradiction.</summary>
    internal List<FoundResource> Agreed(CatalogAction action, ResourceSearch search, FoundResource named)
    {
        if (named.Id.IsAny)
        {
            return !NamesOne(action) ? [named] : Asked(action, search) is { Count: > 0 } of ? Contradicted(of, named) : Open(action, search);
        }

        if (!search.Parameters.AreKnown || !Arn.TryParse(named.Id.Value, out var arn))
        {
            return [named];
        }

        return action.FullName == PassRole ? AgreedRole(action, search, named, arn)
            : action.Service == "kms" ? AgreedKey(action, search, named, arn)
            : ResourceContradictions.Of(named.Id.Value, Asked(action, search), action, search, finder) is not null ? Contradicted(Asked(action, search), named)
            : [named];
    }

    /// <summary>The resources, guessed at, of an action that is always checked on one, for which a text names all of them.</summary>
    internal List<FoundResource> Open(CatalogAction action, ResourceSearch search) =>
        finder.Find(action, search).ConvertAll(one => one with { Note = RequestMessages.ResourceOpen(action.FullName, action.ResourceTypes[0].Name) });

    /// <summary>Whether a refusal of <paramref name="action"/> always names one resource.</summary>
    internal static bool NamesOne(CatalogAction action) => !action.TakesNoResource && action.ResourceTypes.Any(type => type.Required);

    private List<FoundResource> AgreedRole(CatalogAction action, ResourceSearch search, FoundResource named, Arn role)
    {
        if (IsRoleIn(search, named.Id.Value, role))
        {
            return [named];
        }

        var all = Companions(action, search);
        if (all.Exists(one => one.Certainty == Certainty.Guess))
        {
            return [named];
        }

        if (all.Count > 0)
        {
            return Contradicted(all, named);
        }

        var isFilledIn = Array.Exists(s_fillIn, row => finder.IsOwn(new(row.Service, row.Operation), search.Record.Service)
            && (row.Operation.Length == 0 || row.Operation.Equals(search.Record.Operation, StringComparison.OrdinalIgnoreCase)));
        return isFilledIn || search.Members.Exists(member => ParameterPath.IsRoleMember(member.Folded) && Redaction.Hides(member.Value)) ? [named]
            : [named with { Note = RequestMessages.ResourceUnasked(named.Id.Value, search.Record.Operation) }];
    }

    private List<FoundResource> AgreedKey(CatalogAction action, ResourceSearch search, FoundResource named, Arn key)
    {
        if (search.Members.Exists(member => member.Value.Contains(key.Resource[(key.Resource.LastIndexOf('/') + 1)..].ToString(), StringComparison.OrdinalIgnoreCase)))
        {
            return [named];
        }

        if (key.Region.Length > 0 && search.Place.Region.Length > 0 && !key.Region.SequenceEqual(search.Place.Region) && !ResourceContradictions.IsTold(search, key.Region.ToString())
            && !search.Record.Operation.StartsWith("Copy", StringComparison.Ordinal))
        {
            return [named with { Note = RequestMessages.ResourceElsewhere(named.Id.Value, search.Place.Region) }];
        }

        var mayBeAnother = s_readingUses.Contains(action.Name) && !Array.Exists(s_onlyWrite, write => search.Record.Operation.Equals(write, StringComparison.OrdinalIgnoreCase));
        return mayBeAnother || Asked(action, search) is not { Count: > 0 } asked ? [named] : Contradicted(asked, named);
    }

    // What the parameters name in full.
    private List<FoundResource> Asked(CatalogAction action, ResourceSearch search)
    {
        var asked = Companions(action, search).FindAll(one => one.Certainty != Certainty.Guess && !one.Id.Value.AsSpan().ContainsAny('*', '?'));
        return asked.Count == 0 && action.Service == "kms" && KmsKeyMembers.Find(search) is { Certainty: not Certainty.Guess, Note: null } key ? [key] : asked;
    }

    private List<FoundResource> Companions(CatalogAction action, ResourceSearch search)
    {
        var operation = catalog.FindOperation(search.Record.Service, search.Record.Operation);
        if (!search.Parameters.AreKnown || operation.Actions.Count == 0)
        {
            return [];
        }

        var own = OperationIrregularities.Needed(operation.Actions, search, catalog);
        return companions.Of(own, search, finder.Find(own[0], search))
            .FindAll(one => one.MadeBy is null && one.Action.Equals(action.FullName, StringComparison.OrdinalIgnoreCase))
            .ConvertAll(one => one.Resource);
    }

    // Its ARN, wherever it stands, or its name alone, which is of the caller's account.
    private static bool IsRoleIn(ResourceSearch search, string text, Arn role)
    {
        var name = role.Resource[(role.Resource.LastIndexOf('/') + 1)..].ToString();
        var isNear = role.AccountId.SequenceEqual(search.Principal.AccountId) || role.AccountId.SequenceEqual(search.Place.AccountId);
        return search.Members.Exists(member => member.Value.Contains(text, StringComparison.Ordinal)
            || (isNear && !member.Value.StartsWith("arn:", StringComparison.Ordinal) && (member.Value == name || member.Value.EndsWith("/" + name, StringComparison.Ordinal))));
    }

    private static List<FoundResource> Contradicted(List<FoundResource> asked, FoundResource named) =>
        asked.ConvertAll(one => one with { Note = RequestMessages.ResourceContradicts(named.Id.ToString(), RequestMessages.FromMessage, asked[0].Id.Value) });
}
