using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests.Companions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What an operation must be allowed beside its own action: reading a copy's source, passing roles, tagging on creation.</summary>
/// <remarks>
/// The table of <see cref="CompanionTable"/> comes first; where it does not know the call, tags and roles in the parameters are taken for possible
/// requests of the usual kind. Rules DEP-05, DEP-06, PASS-01 and REQ-32.
/// </remarks>
internal sealed class RequestCompanions(ActionCatalog catalog)
{
    private static readonly string[] s_verbsThatPass =
        ["Create", "Update", "Put", "Start", "Run", "Register", "Modify", "Launch", "Add", "Associate", "Restore", "Import", "Submit", "Replace", "Set"];

    private static readonly string[] s_verbsThatCreate = ["Create", "Run", "Allocate", "Request", "Register", "Copy", "Import", "Start", "Purchase", "Restore"];

    // EMR on EKS checks a role by a condition key of its own (EMR on EKS Development Guide, "Using job execution roles").
    private static readonly string[] s_passNoRole = ["iam", "sts", "emr-containers", "lakeformation", "ram"];

    private readonly ResourceFinder _finder = new(catalog);

    /// <summary>The further requests of a call.</summary>
    /// <param name="actions">The operation's own actions.</param>
    /// <param name="search">The record.</param>
    /// <param name="own">What the first of them is checked on.</param>
    internal List<Companion> Of(IReadOnlyList<CatalogAction> actions, ResourceSearch search, IReadOnlyList<FoundResource> own)
    {
        var companions = new List<Companion>();
        if (!search.Parameters.AreKnown)
        {
            return companions;
        }

        var resources = new CompanionResources(search, own);
        AddCopySource(companions, actions[0], search);
        foreach (var row in RowsOf(actions[0], search))
        {
            if (row.Applies(search) && !IsOfDelivery(row, search))
            {
                AddRow(companions, row, resources, search);
            }
        }

        AddTagging(companions, actions[0], search, own);
        AddPassedRoles(companions, actions[0], search);
        return companions;
    }

    /// <summary>Whether a call of this name may pass a role to its service.</summary>
    internal static bool MayPass(string operation) => StartsWithOne(operation, s_verbsThatPass);

    // Services that deliver logs send the ACL bucket-owner-full-control, and what AWS asks of a bucket policy for them is s3:PutObject alone.
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    private static bool IsOfDelivery(CompanionRow row, ResourceSearch search) => row.Action == "s3:PutObjectAcl" && search.Principal.Kind == PrincipalKind.Service;

    // CloudTrail adds dates to some names (CreateFunction20150331): the action's name is the same without.
    private static IEnumerable<CompanionRow> RowsOf(CatalogAction action, ResourceSearch search)
    {
        var operation = search.Record.Operation;
        var rows = CompanionTable.Default.Of(action.Service, operation);
        return operation.Equals(action.Name, StringComparison.OrdinalIgnoreCase) ? rows : rows.Concat(CompanionTable.Default.Of(action.Service, action.Name)).Distinct();
    }

    private void AddRow(List<Companion> companions, CompanionRow row, CompanionResources resources, ResourceSearch search)
    {
        var operation = new OperationName(search.Record.Operation).Unversioned.ToString();
        var context = ContextOf(row, search, operation);
        var madeBy = AwsPrincipal.TryParse(row.MadeBy, out var service) ? service : null;
        var why = CompanionMessages.Why(row, search, operation);
        foreach (var resource in ResourcesOf(row, resources, search))
        {
            if (ActionOf(row, resource) is not { } action)
            {
                continue;
            }

            // Of a resource that is only guessed nobody can say that the call certainly needs it.
            var need = resource.Certainty == Certainty.Guess ? RequestNeed.Possible : row.Need;
            Add(companions, new(action, resource, Certainty.Likely, need, why)
            {
                Context = context,
                MadeBy = madeBy,
                NamedBy = row.Resource.Kind == "profile" ? resources.Profile(ParameterPath.Values(search, row.Resource.Argument)[0]) : null,
            });
        }
    }

    // "*:Name" is the action of that name of the resource's own service, where it has one.
    private string? ActionOf(CompanionRow row, FoundResource resource) => !row.Action.StartsWith('*') ? row.Action
        : Arn.TryParse(resource.Id.Value, out var arn) ? catalog.FindAction(arn.Service, row.Action.AsSpan(2))?.FullName
        : null;

    // A call that is allowed on no resource in particular may make one, which the further action is checked on.
    private IEnumerable<FoundResource> ResourcesOf(CompanionRow row, CompanionResources resources, ResourceSearch search)
    {
        var found = resources.Find(row.Resource).ToList();
        return row.Resource.Kind == "same" && found.TrueForAll(one => one.Id.IsAny) && catalog.FindAction(row.Action) is { ResourceTypes.Count: > 0 } action
            ? _finder.Find(action, search)
            : found;
    }

    private static List<KeyValuePair<string, ContextValue>> ContextOf(CompanionRow row, ResourceSearch search, string operation)
    {
        var context = new List<KeyValuePair<string, ContextValue>>();
        foreach (var (key, value) in row.Context)
        {
            context.Add(new(key, value == "?" ? ContextValue.Unknown : value is ['{', .. var name, '}'] && name != "operation" ? ValueOf(name, search)
                : ContextValue.Of(value.Replace("{operation}", operation, StringComparison.Ordinal))));
        }

        if (row.Via is { } via)
        {
            var suffix = search.Place.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
            context.Add(new("kms:ViaService", search.Place.Region.Length > 0 ? ContextValue.Of($"{via}.{search.Place.Region}.{suffix}") : ContextValue.Unknown));
            context.Add(new("aws:ViaAWSService", ContextValue.Of(true)));
            context.Add(new("aws:CalledVia", ContextValue.Unknown));
            context.Add(new("aws:CalledViaFirst", ContextValue.Unknown));
            context.Add(new("aws:CalledViaLast", ContextValue.Unknown));
        }

        return context;
    }

    private static ContextValue ValueOf(string parameter, ResourceSearch search) =>
        ParameterPath.Values(search, parameter).FirstOrDefault() is { } value && !Redaction.Hides(value) ? ContextValue.Of(value) : ContextValue.Unknown;

    private static void AddCopySource(List<Companion> companions, CatalogAction action, ResourceSearch search)
    {
        if (action.Service == "s3"
            && S3Resources.CopySource(search.Parameters.Text("x-amz-copy-source"), search.Place.Partition, out var hasVersion) is { } source)
        {
            companions.Add(new(
                hasVersion ? "s3:GetObjectVersion" : "s3:GetObject",
                new(search.Identify(source), Certainty.Likely, RequestMessages.FromParameters),
                Certainty.Likely,
                RequestNeed.Needed,
                RequestMessages.CopySource));
        }
    }

    // Services that the table does not speak of.
    private void AddTagging(List<Companion> companions, CatalogAction action, ResourceSearch search, IReadOnlyList<FoundResource> own)
    {
        var operation = search.Record.Operation;
        if (!StartsWithOne(operation, s_verbsThatCreate)
            || operation.Contains("Tag", StringComparison.Ordinal)
            || RequestTags.Of(search.Parameters).Tags.Count == 0
            || TaggingAction(action) is not { } tagging
            || companions.Exists(companion => companion.Action == tagging.FullName))
        {
            return;
        }

        foreach (var resource in own)
        {
            companions.Add(new(tagging.FullName, resource, Certainty.Guess, RequestNeed.Possible, CompanionMessages.TagsUnlisted));
        }
    }

    private CatalogAction? TaggingAction(CatalogAction action) =>
        catalog.FindAction(action.Service, "TagResource") ?? catalog.FindAction(action.Service, "AddTags") ?? catalog.FindAction(action.Service, "AddTagsToResource");

    private static void AddPassedRoles(List<Companion> companions, CatalogAction action, ResourceSearch search)
    {
        if (Array.IndexOf(s_passNoRole, action.Service) >= 0 || !MayPass(search.Record.Operation))
        {
            return;
        }

        foreach (var role in ParameterPath.Values(search, ParameterPath.AnyRole))
        {
            if (!companions.Exists(companion => companion.Resource.Id.Value == role))
            {
                companions.Add(new(
                    "iam:PassRole",
                    new(search.Identify(role), Certainty.Likely, RequestMessages.FromParameters),
                    Certainty.Guess,
                    RequestNeed.Possible,
                    CompanionMessages.RoleUnlisted));
            }
        }
    }

    private static void Add(List<Companion> companions, Companion companion)
    {
        if (!companions.Exists(known => known.Action == companion.Action && known.Resource.Id == companion.Resource.Id && known.MadeBy == companion.MadeBy))
        {
            companions.Add(companion);
        }
    }

    private static bool StartsWithOne(string operation, string[] verbs) => Array.Exists(verbs, verb => operation.StartsWith(verb, StringComparison.Ordinal));
}
