using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What policies that are made of recorded calls say, and whom and what conditions name.</summary>
internal sealed partial class AwsPolicyDialect
{
    /// <inheritdoc/>
    public bool NamesCaller(string key) => CallerChosenKeys.NamesCaller(key);

    /// <inheritdoc/>
    public bool NamesThingOfStranger(AuthorizationRequest request, string key)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        return ForeignKeys.Of(request, key) is not null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Operator, string Key, string Value)> UseConditionsOf(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return UsedRights.ConditionsOf(request);
    }

    /// <inheritdoc/>
    public bool IsUnrecorded(AuthorizationRequest request, IReadOnlyList<(string Operator, string Key, string Value)> conditions)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(conditions);
        return UsedRights.IsUnrecorded(request, conditions);
    }

    /// <inheritdoc/>
    /// <remarks>That a call lists all is no news of one that was made.</remarks>
    public IReadOnlyList<Note> WarningsOfUse(AuthorizationRequest request, PolicyChange change) => [.. WarningsOf(request, change).Where(warning => warning.Id != "lists-all")];
}
