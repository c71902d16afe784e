using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>A request whose caller and resource are compared as they are written, by no provider's rules.</summary>
internal sealed class StatementRequest : IStatementRequest
{
    private readonly AuthorizationRequest _request;
    private readonly IContextLookup _context;

    public StatementRequest(AuthorizationRequest request)
    {
        _request = request;
        _context = request.Context;
    }

    public string Action => _request.Action;

    public string PrincipalId => _request.Principal.Id;

    public string ResourceId => _request.Resource.ToString();

    public Truth MatchPrincipal(Statement statement)
    {
        if (statement.Principals is not { } principals)
        {
            return Truth.True;
        }

        var isNamed = principals.Entries.Any(entry => entry.IsEverybody || entry.Value == _request.Principal.Id || entry.Value == _request.Principal.EntityId);
        return (isNamed != principals.IsNegated).ToTruth();
    }

    // Without the element nobody can tell what it speaks of, so that a Deny is not lost, and an Allow not taken for certain.
    public Truth MatchResource(Statement statement) => statement.Resources?.Covers(ResourceId, _context) ?? Truth.Unknown;

    public ContextValue Lookup(string key) => _context.Lookup(key);

    public bool IsMultivalued(string key) => _context.IsMultivalued(key);
}
