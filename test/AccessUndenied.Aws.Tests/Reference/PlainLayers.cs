using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The layers that apply to a request (LAY-01 to LAY-10), each with what its statements come to.</summary>
internal sealed class PlainLayers
{
    private readonly PlainRequest _request;
    private readonly bool _hasBoundary;
    private readonly Dictionary<string, PlainLayer> _layers = [];

    internal PlainLayers(PlainRequest request)
    {
        _request = request;

        // Read first: a document that cannot be read is an error at once (GRAM-16).
        var identity = Documents(request.Items("identityPolicies"), PlainKind.Identity);
        var boundaries = Documents(request.Items("permissionsBoundaries"), PlainKind.Boundary);
        var session = Documents(request.Items("sessionPolicies"), PlainKind.Session);
        var endpoint = Documents(request.Items("vpcEndpointPolicies"), PlainKind.Endpoint);
        var serviceControl = Nodes("serviceControlPolicies", PlainKind.ServiceControl);
        var resourceControl = Nodes("resourceControlPolicies", PlainKind.ResourceControl);
        var resource = request.Item("resourcePolicy") is { } given ? PlainDocument.Read(given, ResourceKind()) : null;
        if (request.Service == "iam" && request.IsArnOf("iam", "role/"))
        {
            resource = null; // A trust policy has a say only in sts actions.
        }

        var kind = request.Caller.Kind;
        var isIdentity = request.Caller.Account is not null && kind != PlainCallerKind.Root;
        _hasBoundary = isIdentity && boundaries.Count > 0;
        if (ResourceControlApplies() && resourceControl.Count > 0)
        {
            Add("resourceControl", resourceControl.Select(node => Outcomes(node).Append(PlainOutcome.Certain("Allow")))); // RCP-01
        }
        if (ServiceControlApplies() && serviceControl.Count > 0)
        {
            Add("serviceControl", serviceControl.Select(Outcomes)); // SCP-02
        }
        if (kind is not (PlainCallerKind.Service or PlainCallerKind.Outside) && endpoint.Count > 0)
        {
            Add("vpcEndpoint", [Outcomes(endpoint)]); // TYPE-15
        }
        if (!request.HasNoResource && (resource is not null || NeedsResourcePolicy()))
        {
            Add("resource", [ResourceOutcomes(resource)]);
        }
        if (request.Caller.Account is not null)
        {
            Add("identity", [IdentityOutcomes(identity)]);
        }
        if (_hasBoundary)
        {
            Add("permissionsBoundary", boundaries.Select(boundary => Outcomes([boundary]))); // EVAL-06
        }
        if (SessionApplies(session.Count > 0))
        {
            Add("session", [Outcomes(session)]);
        }
    }

    internal IEnumerable<PlainLayer> All => _layers.Values;

    internal PlainLayer? this[string name] => _layers.GetValueOrDefault(name);

    private static List<PlainDocument> Documents(IEnumerable<JsonElement> items, PlainKind kind) =>
        [.. items.Select(item => PlainDocument.Read(item, kind))];

    private List<List<PlainDocument>> Nodes(string name, PlainKind kind) =>
    [
        .. _request.Items(name).Select(node =>
            node.TryGetProperty("policies", out var policies) && policies.ValueKind == JsonValueKind.Array
                ? Documents(policies.EnumerateArray(), kind)
                : []),
    ];

    private PlainKind ResourceKind() => _request switch
    {
        { IsRoleTrust: true } => PlainKind.Trust,
        { Service: "ecr" } => PlainKind.Repository,
        _ => PlainKind.Resource,
    };

    private void Add(string name, IEnumerable<IEnumerable<PlainOutcome>> groups) =>
        _layers.Add(name, new PlainLayer(name, [.. groups.Select(group => group.ToList())]));

    private IEnumerable<PlainOutcome> Outcomes(IEnumerable<PlainDocument> documents) =>
        documents.SelectMany(document =>
            document.Statements.SelectMany(statement => PlainOutcome.Of(statement, document, _request, _hasBoundary)));

    // LAY-08 with RCP-04 to RCP-07.
    private bool ResourceControlApplies()
    {
        var inManagementAccount = _request.Flag("resourceInManagementAccount")
            || (_request.HasNoResource && _request.Flag("principalInManagementAccount"));
        var hasOwner = !_request.HasNoResource || _request.Caller.Account is not null;
        return PlainCatalog.RcpsSupport(_request.Service)
            && hasOwner
            && !inManagementAccount
            && !_request.IsServiceLinkedRole
            && !(_request.IsRoleTrust && _request.IsArnOf("iam", "role/aws-service-role/"))
            && !IsAwsManagedKey()
            && !_request.Action.Equals("kms:RetireGrant", StringComparison.OrdinalIgnoreCase);
    }

    private bool IsAwsManagedKey() => _request.Service == "kms"
        && (_request.IsArnOf("kms", "alias/aws/")
            || new[] { "kms:RequestAlias", "kms:ResourceAliases" }.Any(key =>
                _request.Context.Find(key).Values.Any(alias => alias.StartsWith("alias/aws/", StringComparison.Ordinal))));

    // LAY-07 with SCP-06.
    private bool ServiceControlApplies() =>
        _request.Caller.Account is not null && !_request.Flag("principalInManagementAccount") && !_request.IsServiceLinkedRole;

    // LAY-03 and EVAL-15: a root session has a task policy where one is given.
    private bool SessionApplies(bool policiesGiven) => _request.Caller.Kind switch
    {
        PlainCallerKind.FederatedUser => true,
        PlainCallerKind.Role or PlainCallerKind.Session or PlainCallerKind.Root => policiesGiven,
        _ => false,
    };

    // Without a policy these are not let in (XACC-03, KMS-01, TRUST-01, EVAL-16, EVAL-17).
    private bool NeedsResourcePolicy() =>
        _request.Caller.Account is null || !_request.IsSameAccount || _request.NeedsResourceGrant;

    private IEnumerable<PlainOutcome> ResourceOutcomes(PlainDocument? policy)
    {
        var caller = _request.Caller;
        IEnumerable<PlainOutcome> outcomes = policy is null ? [] : Outcomes([policy]);
        if (policy is not null && _request.Service == "s3" && _request.Flag("s3BlockPublicAccess"))
        {
            outcomes = outcomes.Concat(PlainPublicAccess.Outcomes(policy, _request)); // S3-21
        }
        var isBucketPolicyAction = _request.Service == "s3" && PlainCatalog.IsBucketPolicyAction(_request.ActionName);
        if (isBucketPolicyAction && caller.Kind == PlainCallerKind.Root && _request.IsSameAccount)
        {
            outcomes = outcomes.Where(outcome => outcome.Has("Allow")).Select(outcome => outcome with { Effect = "Allow" }); // S3-10
        }
        var foreign = caller.Account is not null && !_request.IsSameAccount;
        var ownAccountOnly = PlainCatalog.WorksOnlyInOwnAccount(_request.Service, _request.ActionName);
        return (foreign && ownAccountOnly) || _request.IsReserved
            ? outcomes.Where(outcome => outcome.Has("Deny")).Select(outcome => outcome with { Effect = "Deny" }) // XACC-07
            : outcomes;
    }

    private IEnumerable<PlainOutcome> IdentityOutcomes(IEnumerable<PlainDocument> policies) =>
        _request.Caller.Kind == PlainCallerKind.Root ? [PlainOutcome.Certain("Allow")] : Outcomes(policies); // EVAL-14
}
