using System.Text.Json.Serialization;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>A further request behind the same event that is refused too, once the one before it is let through.</summary>
/// <remarks>
/// One call may need several permissions, on one resource or several; all of them must be allowed (DEP-05, RES-09).
/// Source:
/// <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
/// Service Authorization Reference</see>.
/// </remarks>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(RefusedRequestConverter))]
public sealed class RefusedRequest
{
    /// <summary>The request.</summary>
    public required AuthorizationRequest Request { get; init; }

    /// <summary>The conclusion for it.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>Every layer that blocks it, the decisive one first.</summary>
    public IReadOnlyList<Cause> Causes { get; internal init; } = [];

    /// <summary>Allows that almost applied to it, the nearest first.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; internal init; } = [];

    /// <summary>Why the call needs it, where that is not among <paramref name="notes"/> on the whole event already; null where nothing is.</summary>
    internal Note? ReasonBeside(IReadOnlyList<Note> notes) => Request.Provenance.Notes is [var reason, ..] && !notes.Contains(reason) ? reason : null;
}
