using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>What is gathered of a request while it is read.</summary>
internal sealed class RequestDraft
{
    // Up to this number of keys looking through all of them is cheaper than a set.
    private const int FewKeys = 16;

    private List<string>? _unknownKeys;
    private HashSet<string>? _manyKeys;
    private Principal? _caller;

    public ReadOnlyMemory<byte> Id { get; set; }

    public string? Principal { get; set; }

    public string? Action { get; set; }

    public string? Resource { get; set; }

    public string? ResourceAccount { get; set; }

    public List<KeyValuePair<string, ContextValue>>? Context { get; private set; }

    public List<string> UnknownKeys => _unknownKeys ??= [];

    public IReadOnlyList<AttachedPolicy> Identity { get; set; } = [];

    public IReadOnlyList<AttachedPolicy> Boundaries { get; set; } = [];

    public IReadOnlyList<AttachedPolicy> Session { get; set; } = [];

    public IReadOnlyList<AttachedPolicy> VpcEndpoint { get; set; } = [];

    public AttachedPolicy? ResourcePolicy { get; set; }

    public IReadOnlyList<PolicyNode> ServiceControl { get; set; } = [];

    public IReadOnlyList<PolicyNode> ResourceControl { get; set; } = [];

    public bool PrincipalInManagementAccount { get; set; }

    public bool ResourceInManagementAccount { get; set; }

    public bool BlockPublicAccess { get; set; }

    public GivenPolicies Given { get; private set; }

    public string? Error { get; private set; }

    public void Fail(string error) => Error ??= error;

    public void Give(GivenPolicies given, string member)
    {
        if (Given.HasFlag(given))
        {
            Fail(SimulationMessages.AtMember(member, "occurs twice"));
        }

        Given |= given;
    }

    // A member that is nearly one of ours is a slip that would change the verdict; any other is somebody's own note.
    public void Unknown(string name, string[] members)
    {
        if (Spelling.Nearest(name, members) is { } near)
        {
            Fail(SimulationMessages.AtMember(name, $"is not a member of a request; did you mean '{near}'?"));
        }
    }

    public List<KeyValuePair<string, ContextValue>> StartContext()
    {
        if (Context is not null)
        {
            Fail(SimulationMessages.AtMember("context", "occurs twice"));
        }

        return Context ??= [];
    }

    public void AddToContext(List<KeyValuePair<string, ContextValue>> context, string key, ContextValue value)
    {
        if (IsTwice(context, key))
        {
            Fail(SimulationMessages.AtMember("context." + key, "occurs twice"));
        }

        context.Add(new(key, value));
    }

    /// <summary>The request, or why it is none.</summary>
    public BatchRequest ToRequest()
    {
        if (Error is null)
        {
            RequireAll();
        }

        if (Error is not null)
        {
            return new() { Id = Id, Error = Error };
        }

        var context = Context is null ? RequestContext.Empty : RequestContext.Of(Context);
        return new()
        {
            Id = Id,
            Given = Given,
            Policies = Policies(),
            Request = new()
            {
                Principal = _caller!,
                Action = Action!,
                Resource = new(Resource!, ResourceAccount),
                Context = context,
                NetworkEndpointId = context["aws:SourceVpce"] is { Count: 1 } endpoint ? endpoint[0] : null,
            },
        };
    }

    private void RequireAll()
    {
        if (string.IsNullOrEmpty(Principal))
        {
            Fail(SimulationMessages.AtMember("principal", "is missing; give an ARN, a service such as lambda.amazonaws.com, or anonymous"));
        }
        else if (!AwsPrincipal.TryParse(Principal, out _caller, out var problem))
        {
            Fail(SimulationMessages.AtMember("principal", problem));
        }
        else if (AccountIds.IsAccountId(Principal))
        {
            Fail(SimulationMessages.AtMember("principal", $"'{Principal}' is an account; give the ARN of a user, role or session of it, or of its root"));
        }

        RequireAction();
        if (string.IsNullOrEmpty(Resource))
        {
            Fail(SimulationMessages.AtMember("resource", "is missing; give an ARN, or \"*\" for an action without a resource"));
        }
        else if (Resource != "*" && !Resource.StartsWith("arn:", StringComparison.Ordinal))
        {
            Fail(SimulationMessages.AtMember("resource", $"'{Resource}' is not an ARN; give one, or \"*\" for an action without a resource"));
        }

        if (ResourceAccount is not null && !AccountIds.IsAccountId(ResourceAccount))
        {
            Fail(SimulationMessages.AtMember("resourceAccount", $"'{ResourceAccount}' is not an account of 12 digits"));
        }

        AddUnknownKeys();
    }

    private PolicySet Policies() => new()
    {
        Identity = Identity,
        PermissionsBoundaries = Boundaries,
        SessionPolicies = Session,
        ResourcePolicy = ResourcePolicy,
        ServiceControl = ServiceControl,
        ResourceControl = ResourceControl,
        VpcEndpoint = VpcEndpoint,
        PrincipalInManagementAccount = PrincipalInManagementAccount,
        ResourceInManagementAccount = ResourceInManagementAccount,
        RestrictsPublicPolicies = BlockPublicAccess,
    };

    private void RequireAction()
    {
        if (string.IsNullOrEmpty(Action))
        {
            Fail(SimulationMessages.AtMember("action", "is missing; give one such as s3:GetObject"));
            return;
        }

        if (!ActionName.HasBoth(Action) || Action.AsSpan().ContainsAny('*', '?'))
        {
            Fail(SimulationMessages.AtMember("action", $"'{Action}' is not one action; give one such as s3:GetObject"));
        }
    }

    // A key that is given has a value, whatever else is said of it.
    private void AddUnknownKeys()
    {
        if (_unknownKeys is null)
        {
            return;
        }

        var context = Context ??= [];
        var names = new HashSet<string>(context.Select(pair => pair.Key), RequestContext.KeyComparer);
        context.AddRange(_unknownKeys.Where(names.Add).Select(key => new KeyValuePair<string, ContextValue>(key, ContextValue.Unknown)));
    }

    private bool IsTwice(List<KeyValuePair<string, ContextValue>> context, string key)
    {
        if (context.Count < FewKeys)
        {
            foreach (var pair in context)
            {
                if (pair.Key == key)
                {
                    return true;
                }
            }

            return false;
        }

        _manyKeys ??= new(context.Select(pair => pair.Key), StringComparer.Ordinal);
        return !_manyKeys.Add(key);
    }
}
