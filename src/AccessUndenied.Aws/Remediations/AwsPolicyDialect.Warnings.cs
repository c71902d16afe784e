using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What is to be known before something is changed at AWS.</summary>
internal sealed partial class AwsPolicyDialect
{
    /// <inheritdoc/>
    public IReadOnlyList<Note> WarningsOf(AuthorizationRequest request, PolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(change);
        return RemediationWarnings.Of(request, change);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Note> WarningsOfReach(AuthorizationRequest request, PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        return PowerfulRoles.Of(request, policies);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Note> WarningsOf(
        IReadOnlyList<AuthorizationRequest> requests, IReadOnlyList<PolicyChange> changes, IReadOnlyList<OpenedAccess> opened, Func<string, string?, bool> opens)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(opens);
        return OpenedWarnings.Of(requests, opened, opens);
    }
}
