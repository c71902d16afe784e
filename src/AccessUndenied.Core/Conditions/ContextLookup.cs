using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Answers from a request's context alone; a key with several values cannot be a policy variable (VAR-03).</summary>
internal sealed class ContextLookup : IContextLookup
{
    private readonly RequestContext _context;

    public ContextLookup(RequestContext context) => _context = context;

    public ContextValue Lookup(string key) => _context[key];

    public bool IsMultivalued(string key) => _context[key].Count > 1;
}
