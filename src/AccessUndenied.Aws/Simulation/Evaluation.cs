using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Conditions;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation;

/// <summary>One request under evaluation: its facts, looked up once, and the comparison of single statements with it.</summary>
/// <remarks>Reused from request to request by <see cref="LocalSimulator"/>, so that a verdict allocates nothing. Not shared between threads.</remarks>
internal sealed partial class Evaluation : IStatementRequest
{
    private readonly ActionCatalog _catalog;
    private readonly StatementFinder _statements = new();
    private readonly JoinedText _userId = new();
    private string _lastAccount = "";

    public Evaluation(ActionCatalog catalog) => _catalog = catalog;

    public AuthorizationRequest Request { get; private set; } = null!;

    public PolicySet Policies { get; private set; } = PolicySet.Empty;

    public RequestCaller Caller { get; private set; }

    public string Action => Request.Action;

    public string PrincipalId => Caller.Principal.Id;

    public string ResourceId => HasNoResource ? "*" : Request.Resource.Value;

    /// <summary>Whether the action is authorized on no resource in particular, and matched against <c>*</c> (RES-08).</summary>
    public bool HasNoResource { get; private set; }

    /// <summary>Whether the action never has a resource, so that no resource policy has a say (EVAL-13).</summary>
    public bool TakesNoResource { get; private set; }

    /// <summary>What the catalog knows of the action; null when it does not know it.</summary>
    public CatalogAction? KnownAction { get; private set; }

    /// <summary>The account that owns the resource; null when it is not known.</summary>
    public string? ResourceAccount { get; private set; }

    public bool IsCrossAccount { get; private set; }

    /// <summary>Whether the resource is a KMS key, whose policy must consent (KMS-01).</summary>
    public bool IsKmsKey { get; private set; }

    /// <summary>Whether the resource is a role whose trust policy must consent (TRUST-01).</summary>
    public bool IsRoleTrust { get; private set; }

    /// <summary>Whether the resource is a role that is asked for something else than being assumed, so that its trust policy has no say.</summary>
    public bool IsRoleWithoutTrustCheck => !HasNoResource && ServiceRules.IsService(Request.Action, "iam") && IsOfType(Request.Resource.Value, "role/");

    public MalformedStatements Malformed { get; private set; }

    /// <summary>The first malformed statement that counted as one that applies perhaps.</summary>
    public PolicyProblem? MalformedSeen { get; private set; }

    /// <summary>The statement that it is about.</summary>
    public Statement? MalformedStatement { get; private set; }

    /// <summary>Writes down what became of every statement; null where nobody asks for reasons.</summary>
    public TraceRecorder? Recorder { get; private set; }

    public bool HasBoundary => Policies.PermissionsBoundaries.Count > 0;

    public void Start(AuthorizationRequest request, PolicySet policies, MalformedStatements malformed, TraceRecorder? recorder)
    {
        Request = request;
        Policies = policies;
        Malformed = malformed;
        MalformedSeen = null;
        MalformedStatement = null;
        Recorder = recorder;
        Caller = FindCaller(policies.ResolvedPrincipal ?? request.Principal, request.Context);
        KnownAction = _catalog.FindAction(request.Action);
        TakesNoResource = KnownAction is { TakesNoResource: true } && !UnlistedResources.Are(request.Action, request.Resource.Value);
        HasNoResource = TakesNoResource || request.Resource.IsAny;
        _statements.Start(request.Action, HasNoResource ? null : request.Resource.Value);

        var service = ActionName.ServiceOf(request.Action);
        IsKmsKey = !HasNoResource && service.Equals("kms", StringComparison.OrdinalIgnoreCase) && IsOfType(request.Resource.Value, "key/");
        IsRoleTrust = !HasNoResource && service.Equals("sts", StringComparison.OrdinalIgnoreCase) && IsOfType(request.Resource.Value, "role/");
        ResourceAccount = FindResourceAccount();
        IsCrossAccount = Caller.AccountId is { } home && ResourceAccount is { } owner && home != owner;
    }

    /// <summary>Lets go of what belongs to the request, so that a pooled evaluation keeps nothing alive.</summary>
    public void Finish()
    {
        Request = null!;
        Policies = PolicySet.Empty;
        Caller = default;
        KnownAction = null;
        Recorder = null;
    }

    public ContextValue Lookup(string key)
    {
        if (!Request.Context.TryGet(key, out var value) && !DerivedKeys.TryGet(key, Caller, ResourceAccount, _userId, out value)
            && !Policies.Facts.TryGet(key, out value))
        {
            value = ContextValue.Absent;
        }

        Recorder?.Asked(key, value);
        return value;
    }

    public bool IsMultivalued(string key) => _catalog.IsMultivalued(key);

    // A session's ARN leaves out the path of its role, which aws:PrincipalArn tells (PM-02).
    private static RequestCaller FindCaller(Principal principal, RequestContext context) =>
        principal is { Kind: PrincipalKind.RoleSession, EntityIsExact: false } && context.TryGet("aws:PrincipalArn", out var arn) && arn.Count == 1
            ? new(principal, arn[0])
            : new(principal, null);

    private static bool IsOfType(string arn, string type) => Arn.OrNone(arn).Resource.StartsWith(type, StringComparison.Ordinal);

    // A resource that does not exist as such belongs to whoever asks, and so do AWS's own managed policies (EVAL-13).
    private string? FindResourceAccount()
    {
        if (TakesNoResource)
        {
            return Caller.AccountId;
        }

        var named = AccountIn(Request.Resource.Value);
        return named == "aws" ? Caller.AccountId : Request.Resource.AccountId ?? Policies.ResourceAccountId ?? named ?? Caller.AccountId;
    }

    private string? AccountIn(string? arn)
    {
        var account = Arn.OrNone(arn).AccountId;
        if (account.IsEmpty)
        {
            return null;
        }

        // The usual cases, a resource of the caller's own account or of the same one as before, make no new text.
        if (account.SequenceEqual(Caller.AccountId))
        {
            return Caller.AccountId;
        }

        _lastAccount = account.SequenceEqual(_lastAccount) ? _lastAccount : account.ToString();
        return _lastAccount;
    }
}
