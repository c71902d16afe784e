using System.Text.Json.Serialization;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>One reason why the request was refused: a layer that blocks it, and where one statement does, that statement.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(CauseConverter))]
public sealed record Cause
{
    /// <summary>What kind of cause it is; the texts stay the same from release to release.</summary>
    /// <value>
    /// <c>explicit-deny</c> (a statement), <c>denied-by-setting</c>, <c>missing-allow</c>; with <c>-inferred</c> behind it where it follows from the refusal, and
    /// with <c>-said</c> where only the error text says so.
    /// </value>
    public string Id => (Decision == Decision.ImplicitDeny ? "missing-allow" : Statement is null && !IsInferred && !IsFromMessage ? "denied-by-setting" : "explicit-deny")
        + (IsFromMessage ? "-said" : IsInferred ? "-inferred" : "");

    /// <summary>The layer.</summary>
    public required PolicyLayer Layer { get; init; }

    /// <summary>Whether a statement denies (<see cref="Decision.ExplicitDeny"/>) or an allow is missing (<see cref="Decision.ImplicitDeny"/>).</summary>
    public required Decision Decision { get; init; }

    /// <summary>Why, in one plain sentence that names the values that met.</summary>
    public required string Sentence { get; init; }

    /// <summary>The well-known mistake that it looks like, with the way to mend it; null when it looks like none.</summary>
    public Note? Hint { get; internal init; }

    /// <summary>The policy that denies; null where an allow is missing.</summary>
    public AttachedPolicy? Policy { get; internal init; }

    /// <summary>The statement that denies; null where an allow is missing.</summary>
    public Statement? Statement { get; internal init; }

    /// <summary>The identifier of the policy where only the error text tells it; null otherwise.</summary>
    public string? PolicyId { get; internal init; }

    /// <summary>What the policy is attached to, or what lacks the allow: an ARN or the id of a node of the organization.</summary>
    public string? AttachedTo { get; internal init; }

    /// <summary>The name of that, for people; null when it has none.</summary>
    public string? AttachedToName { get; internal init; }

    /// <summary>Where it was found if not in the policies of now, in words; null otherwise.</summary>
    public string? FoundIn { get; internal init; }

    /// <summary>Whether this follows from the refusal itself, because nothing else that is known refuses.</summary>
    public bool IsInferred { get; internal init; }

    /// <summary>Whether this is what the refusal itself says, in its error text or in the provider's record of it, which no policy at hand confirms.</summary>
    public bool IsFromMessage { get; internal init; }
}
