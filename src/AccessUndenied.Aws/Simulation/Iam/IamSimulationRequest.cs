using System.Globalization;
using System.Text;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>One request as <c>iam:SimulateCustomPolicy</c> takes it.</summary>
/// <remarks>Source: IAM API Reference, <c>SimulateCustomPolicy</c> (SIM-01 to SIM-11).</remarks>
internal sealed class IamSimulationRequest
{
    // The list must not be empty; this statement is about nobody's resource, so that it never decides.
    private const string Nothing =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::000000000000:role/access-undenied/nothing"}}""";

    private const int ShortestKey = 5;

    private readonly AuthorizationRequest _request;
    private readonly ActionCatalog _catalog;
    private readonly List<(string Name, string? Value)> _parameters = [];
    private readonly Dictionary<string, AttachedPolicy> _sent = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Note> _notes = [];

    private IamSimulationRequest(AuthorizationRequest request, ActionCatalog catalog)
    {
        _request = request;
        _catalog = catalog;
    }

    public IReadOnlyList<(string Name, string? Value)> Parameters => _parameters;

    /// <summary>The policies by the names that the answer calls them by.</summary>
    public IReadOnlyDictionary<string, AttachedPolicy> Sent => _sent;

    /// <summary>What the reader of the answer should know.</summary>
    public IReadOnlyList<Note> Notes => _notes;

    /// <summary>Condition keys that the policies ask for and whose values nobody knows, so that they could not be sent.</summary>
    public List<string> UnknownKeys { get; } = [];

    public bool HasServiceControl { get; private set; }

    public bool HasBoundary { get; private set; }

    public static IamSimulationRequest Of(AuthorizationRequest request, PolicySet policies, ActionCatalog catalog)
    {
        var made = new IamSimulationRequest(request, catalog);
        made.AddRequest();
        made.AddPolicies(policies);
        made.AddContext();
        return made;
    }

    private void AddRequest()
    {
        var principal = _request.Principal;
        var caller = principal.EntityId ?? principal.Id;
        Add("ActionNames.member.1", _request.Action);
        if (!_request.Resource.IsAny)
        {
            Add("ResourceArns.member.1", _request.Resource.Value);
        }

        Add("CallerArn", caller);
        if (_request.Resource.AccountId is { } owner)
        {
            var partition = Arn.TryParse(caller, out var arn) ? arn.Partition.ToString() : "aws";
            Add("ResourceOwner", $"arn:{partition}:iam::{owner}:root");
        }

        if (principal.Kind is PrincipalKind.RoleSession or PrincipalKind.FederatedSession)
        {
            _notes.Add(IamSimulatorMessages.SessionAsRole(principal.Id, caller));
        }
    }

    private void AddPolicies(PolicySet policies)
    {
        var count = 0;
        foreach (var policy in policies.Identity)
        {
            count += AddPolicy("PolicyInputList", count + 1, policy);
        }

        if (count == 0)
        {
            Add("PolicyInputList.member.1", Nothing);
        }

        foreach (var policy in policies.PermissionsBoundaries.Take(1))
        {
            HasBoundary = AddPolicy("PermissionsBoundaryPolicyInputList", 1, policy) > 0;
        }

        if (policies.ResourcePolicy is { } own && !_request.Resource.IsAny)
        {
            if (own.Document is null)
            {
                _notes.Add(IamSimulatorMessages.DocumentUnreadable(own.AttachedTo ?? own.Name, own.Problem));
            }
            else
            {
                Add("ResourcePolicy", Text(own.Document));
                _sent["ResourcePolicy"] = own;
                AddKeys(own.Document);
            }
        }

        if (!policies.PrincipalInManagementAccount)
        {
            AddServiceControl(policies.ServiceControl);
        }
    }

    private void AddServiceControl(IReadOnlyList<PolicyNode> nodes)
    {
        for (var level = 0; level < nodes.Count; level++)
        {
            var count = 0;
            foreach (var policy in nodes[level].Policies)
            {
                count += AddPolicy($"OrderedOrganizationPolicyInputList.member.{level + 1}.ServiceControlPolicyInputList", count + 1, policy);
            }

            HasServiceControl = true;
        }
    }

    private int AddPolicy(string list, int number, AttachedPolicy policy)
    {
        if (policy.Document is null)
        {
            _notes.Add(IamSimulatorMessages.DocumentUnreadable(policy.Id ?? policy.Name, policy.Problem));
            return 0;
        }

        Add($"{list}.member.{number}", Text(policy.Document));
        _sent[$"{list}.{number}"] = policy;
        AddKeys(policy.Document);
        return 1;
    }

    // Every key that any policy mentions: of service control policies the answer does not say which are missing (SIM-44).
    private void AddKeys(PolicyDocument document)
    {
        foreach (var statement in document.Statements)
        {
            foreach (var condition in statement.Conditions)
            {
                _keys.Add(condition.Key);
            }
        }

        var text = Text(document);
        for (var at = text.IndexOf("${", StringComparison.Ordinal); at >= 0; at = text.IndexOf("${", at + 2, StringComparison.Ordinal))
        {
            var end = text.AsSpan(at).IndexOfAny('}', ',');
            if (end > 2 && text.AsSpan(at + 2, end - 2).Trim() is { Length: >= ShortestKey } name && name.Contains(':'))
            {
                _keys.Add(name.ToString());
            }
        }
    }

    private void AddContext()
    {
        var number = 0;
        foreach (var key in _keys)
        {
            var value = _request.Context[key];
            if (value.IsUnknown)
            {
                UnknownKeys.Add(key);
            }

            if (!value.IsKnown || key.Length < ShortestKey || FilledInKeys.Contains(key))
            {
                continue;
            }

            var entry = $"ContextEntries.member.{++number}";
            Add($"{entry}.ContextKeyName", key);
            Add($"{entry}.ContextKeyType", TypeOf(key, value));
            for (var i = 0; i < value.Count; i++)
            {
                Add($"{entry}.ContextKeyValues.member.{(i + 1).ToString(CultureInfo.InvariantCulture)}", value[i]);
            }
        }
    }

    private string TypeOf(string key, ContextValue value)
    {
        var type = _catalog.TypeOf(key) switch
        {
            ConditionKeyType.Bool => "boolean",
            ConditionKeyType.Numeric => "numeric",
            ConditionKeyType.Date => "date",
            ConditionKeyType.IPAddress => "ip",
            _ => "string",
        };
        return value.Count > 1 || _catalog.IsMultivalued(key) ? type + "List" : type;
    }

    private void Add(string name, string value) => _parameters.Add((name, value));

    private static string Text(PolicyDocument document) => Encoding.UTF8.GetString(document.Json.Span);
}
