using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The organization's nodes, and for each account the way from the root to it.</summary>
internal sealed class OrganizationTree
{
    private readonly SnapshotContents _contents;
    private readonly PolicyDocumentCache _documents;
    private readonly ConcurrentDictionary<string, OrganizationPlace> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, NodePolicies> _policies = new(StringComparer.Ordinal);
    private readonly Func<string, OrganizationPlace> _locate;

    // Where service control policies are switched on, every node has at least one: none at all means that they are off (LAY-07).
    private readonly bool _hasServiceControl;

    public OrganizationTree(SnapshotContents contents, PolicyDocumentCache documents)
    {
        _contents = contents;
        _documents = documents;
        _locate = Locate;
        _hasServiceControl = contents.Nodes.Values.Any(node => node.ServiceControl is { } list && HasItems(list));
        HasResourceControl = contents.Nodes.Values.Any(node => node.ResourceControl is not null || (node.ServiceControl is { } list && TellsResourceControl(list)));
    }

    public bool IsEmpty => _contents.Nodes.Count == 0;

    /// <summary>Whether the files say that there is no organization.</summary>
    public bool IsKnownToBeNone => IsEmpty && _contents is { HasNoOrganization: true, OrganizationId: null };

    /// <summary>Whether any node tells of resource control policies.</summary>
    public bool HasResourceControl { get; }

    /// <summary>The ids of all nodes, in the files' order.</summary>
    public IReadOnlyCollection<string> NodeIds => _contents.Nodes.Keys;

    /// <summary>The policies of <paramref name="layer"/> on the node of this id or ARN; null where there is no such node.</summary>
    public IReadOnlyList<AttachedPolicy>? PoliciesOf(string idOrArn, PolicyLayer layer)
    {
        var node = _contents.Nodes.GetValueOrDefault(idOrArn) ?? _contents.Nodes.Values.FirstOrDefault(node => node.Arn == idOrArn);
        return node is null ? null : Pick(_policies.GetOrAdd(node.Id, _ => ReadPolicies(node)), layer);
    }

    /// <summary>The policies of <paramref name="layer"/> on all nodes.</summary>
    public IEnumerable<AttachedPolicy> AllPolicies(PolicyLayer layer) =>
        _contents.Nodes.Values.SelectMany(node => Pick(_policies.GetOrAdd(node.Id, _ => ReadPolicies(node)), layer));

    private static IReadOnlyList<AttachedPolicy> Pick(NodePolicies policies, PolicyLayer layer) =>
        layer == PolicyLayer.ServiceControl ? policies.ServiceControl : policies.ResourceControl;

    public OrganizationPlace PlaceOf(string accountId) => _places.TryGetValue(accountId, out var place) ? place : _places.GetOrAdd(accountId, _locate);

    private OrganizationPlace Locate(string accountId)
    {
        if (!_contents.Nodes.TryGetValue(accountId, out var node))
        {
            return Outside(accountId);
        }

        var way = new List<OrganizationNode>();
        var problem = Climb(node, way);
        way.Reverse();
        if (problem is not null)
        {
            return new() { IsMember = true, OrganizationId = _contents.OrganizationId, ServiceControlProblem = problem, ResourceControlProblem = problem };
        }

        var root = way[0];
        var organization = root.OrganizationId ?? _contents.OrganizationId;
        var service = _hasServiceControl ? Nodes(way, policies => policies.ServiceControl) : ([], null);
        var resource = HasResourceControl ? Nodes(way, policies => policies.ResourceControl) : ([], null);
        return new()
        {
            IsMember = true,
            NodeIds = [.. way.Select(step => step.Id)],
            OrganizationId = organization,
            Path = organization is null ? null : string.Concat(way.SkipLast(1).Select(step => step.Id + "/").Prepend(organization + "/")),
            IsManagementAccount = accountId == (root.ManagementAccountId ?? _contents.ManagementAccountId),
            ManagementAccountId = root.ManagementAccountId ?? _contents.ManagementAccountId,
            ServiceControl = service.Nodes,
            ResourceControl = resource.Nodes,
            ServiceControlProblem = service.Problem,
            ResourceControlProblem = resource.Problem,
        };
    }

    private OrganizationPlace Outside(string accountId)
    {
        var organization = _contents.Accounts.GetValueOrDefault(accountId)?.OrganizationId;
        if (!IsEmpty)
        {
            return new() { IsOutside = true, Doubt = SnapshotMessages.NotInOrganization(accountId) };
        }

        if (organization is null)
        {
            // Nobody looked: that there is no organization is an assumption, and said to be one.
            return new() { NodeIds = [accountId], Doubt = _contents.HasNoOrganization ? null : SnapshotMessages.OrganizationNotRead };
        }

        var isManagement = accountId == _contents.ManagementAccountId;
        var problem = isManagement ? null : SnapshotMessages.OrganizationNotCollected(organization);
        return new()
        {
            OrganizationId = organization,
            IsManagementAccount = isManagement,
            ManagementAccountId = _contents.ManagementAccountId,
            ServiceControlProblem = problem,
            ResourceControlProblem = problem,
        };
    }

    private string? Climb(OrganizationNode node, List<OrganizationNode> way)
    {
        way.Add(node);
        while (node.Parent is { } parent)
        {
            if (!_contents.Nodes.TryGetValue(parent, out var above))
            {
                return SnapshotMessages.ParentMissing(node.Id, parent);
            }

            if (way.Count > _contents.Nodes.Count)
            {
                return SnapshotMessages.ParentLoop(parent);
            }

            way.Add(above);
            node = above;
        }

        // Accounts and units lie in something: what is missing above them may deny.
        // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html
        return AccountIds.IsAccountId(node.Id) || node.Id.StartsWith("ou-", StringComparison.Ordinal) ? SnapshotMessages.NoParent(node.Id) : null;
    }

    private (IReadOnlyList<PolicyNode> Nodes, string? Problem) Nodes(List<OrganizationNode> way, Func<NodePolicies, IReadOnlyList<AttachedPolicy>> pick)
    {
        var nodes = new List<PolicyNode>(way.Count);
        string? problem = null;
        foreach (var node in way)
        {
            var policies = _policies.GetOrAdd(node.Id, _ => ReadPolicies(node));
            problem ??= policies.Problem;
            nodes.Add(new(node.Id, node.Name, pick(policies)));
        }

        return (nodes, problem);
    }

    private NodePolicies ReadPolicies(OrganizationNode node)
    {
        try
        {
            var service = new List<AttachedPolicy>();
            var resource = new List<AttachedPolicy>();
            Attach(node, node.ServiceControl, OrganizationPolicy.ServiceControl, service, resource);
            Attach(node, node.ResourceControl, OrganizationPolicy.ResourceControl, service, resource);
            return new(service, resource, null);
        }
        catch (SnapshotFormatException exception)
        {
            return new([], [], exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new([], [], SnapshotMessages.NotText(exception));
        }
    }

    // Policies of other types (tags, backups) have no say in authorization.
    private void Attach(OrganizationNode node, JsonSlice? list, string type, List<AttachedPolicy> service, List<AttachedPolicy> resource)
    {
        if (list is not { } slice)
        {
            return;
        }

        foreach (var policy in OrganizationPolicy.ReadList(slice))
        {
            var target = (policy.Type ?? type) switch
            {
                OrganizationPolicy.ServiceControl => service,
                OrganizationPolicy.ResourceControl => resource,
                _ => null,
            };
            target?.Add(Attach(node, policy));
        }
    }

    private AttachedPolicy Attach(OrganizationNode node, OrganizationPolicy policy)
    {
        var attachment = new AttachedPolicy
        {
            Name = policy.Name ?? "",
            Id = policy.Arn ?? policy.Id,
            Document = null,
            AttachedTo = node.Arn ?? node.Id,
            AttachedToName = node.Name,
            Origin = PolicyOrigin.Organization,
        };
        return _documents.Attach(policy.Document, attachment, policy.Json);
    }

    private static bool HasItems(JsonSlice list) => list.Bytes.Span[1..^1].IndexOfAnyExcept(" \t\r\n"u8) >= 0;

    // One list may hold policies of every type.
    private static bool TellsResourceControl(JsonSlice list) => list.Bytes.Span.IndexOf(Encoding.UTF8.GetBytes(OrganizationPolicy.ResourceControl)) >= 0;

    private sealed record NodePolicies(IReadOnlyList<AttachedPolicy> ServiceControl, IReadOnlyList<AttachedPolicy> ResourceControl, string? Problem);
}
