using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes the mistakes that AWS policies are known for.</summary>
/// <remarks>Each hint's rule id stands beside it and is defined in docs/rules.</remarks>
internal sealed class AwsPolicyHints : INearMissHints
{
    private readonly ActionCatalog _catalog;

    /// <summary>Hints that know actions and condition keys from <paramref name="catalog"/>.</summary>
    public AwsPolicyHints(ActionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _catalog = catalog;
    }

    /// <inheritdoc/>
    public ServiceRefusal? RefusalFor(HintQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Layer is null ? PublicAccessRefusals.Of(query) : ImposedPolicies.Of(query);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Note> SuspectsFor(HintQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Suspects.Of(query);
    }

    /// <inheritdoc/>
    public IReadOnlyList<AuthorizationRequest> ProbesFor(HintQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return MissingObjects.ProbesFor(query);
    }

    /// <inheritdoc/>
    public bool IsOfKindWithoutPolicy(HintQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return PolicyCarriers.IsOfKindWithout(query.Request.Resource.Value);
    }

    /// <inheritdoc/>
    public Note? HintFor(HintQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Statement is not { } trace)
        {
            return query.Layer is { } layer ? LayerHints.Of(query, layer) : null;
        }

        if (trace.Statement.Effect == Effect.Deny)
        {
            return DenyHints.Of(query, trace, _catalog);
        }

        return trace.FailedElement switch
        {
            StatementElement.Action => ActionHints.Of(query.Request.Action, trace.Statement, _catalog),
            StatementElement.Resource => ResourceHints.Of(query, trace, _catalog),
            StatementElement.Principal => PrincipalHints.Of(query, trace),
            StatementElement.Condition when trace.FailedCondition is { } condition => ConditionHints.Of(query, trace, condition, trace.RequestValue, _catalog),
            _ => null,
        };
    }
}
