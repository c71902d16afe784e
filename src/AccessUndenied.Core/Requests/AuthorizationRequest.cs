using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Who asked to do what, on what, in what context.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(AuthorizationRequestConverter))]
public sealed record AuthorizationRequest
{
    /// <summary>Who asked.</summary>
    public required Principal Principal { get; init; }

    /// <summary>The action that was checked, such as <c>s3:GetObject</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The operation that was called, such as <c>UploadPart</c>, of which there may be several to an action; null where it is not known.</summary>
    public string? Operation { get; init; }

    /// <summary>The resource that it was checked on.</summary>
    public required ResourceId Resource { get; init; }

    /// <summary>The condition keys of the request.</summary>
    public RequestContext Context { get; init; } = RequestContext.Empty;

    /// <summary>The network endpoint that the request came through, such as <c>vpce-1</c>; null when it came through none or that is not known.</summary>
    public string? NetworkEndpointId { get; init; }

    /// <summary>The account that the network endpoint belongs to; null when that is not known.</summary>
    public string? NetworkEndpointAccountId { get; init; }

    /// <summary>Whether the call certainly needed it.</summary>
    public RequestNeed Need { get; init; }

    /// <summary>
    /// What the call names in the place of the resource, such as the instance profile whose role it passes; null where it names the resource.
    /// </summary>
    /// <remarks>Where it is not null, <see cref="Resource"/> is a guess, which a policy source that knows better corrects.</remarks>
    public ResourceId? ResourceNamedBy { get; init; }

    /// <summary>Whether it is one of the rights that the service's own refusal is over, and not what the caller asked for.</summary>
    public bool IsOfRefusal { get; init; }

    /// <summary>Whether <see cref="Resource"/> has wildcard characters that whoever made the call put into a name, so that they are characters like others.</summary>
    public bool HasNamedWildcards { get; init; }

    /// <summary>The identifiers of managed policies that were passed when the caller's session was made; a policy source reads them into the session's layer.</summary>
    public IReadOnlyList<string> SessionPolicyIds { get; init; } = [];

    /// <summary>What the provider itself recorded to have decided of it; null where that is not known.</summary>
    public RecordedEffect? RecordedEffect { get; init; }

    /// <summary>How action and resource were found, and how sure that is.</summary>
    public RequestProvenance Provenance { get; init; } = RequestProvenance.Given;
}
