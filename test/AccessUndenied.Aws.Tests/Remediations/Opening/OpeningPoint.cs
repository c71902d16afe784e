using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>One request of the small world, apart from its caller.</summary>
internal sealed record OpeningPoint(string Action, string Resource, string? Vpc, string Region)
{
    public AuthorizationRequest Of(Principal caller, string? owner) => new()
    {
        Principal = caller,
        Action = Action,
        Resource = new(Resource, owner),
        Context = RequestContext.Of(Keys().Select(pair => KeyValuePair.Create(pair.Key, ContextValue.Of(pair.Value)))),
    };

    public IEnumerable<KeyValuePair<string, string>> Keys()
    {
        yield return new("aws:RequestedRegion", Region);
        if (Vpc is not null)
        {
            yield return new("aws:SourceVpc", Vpc);
        }
    }
}
