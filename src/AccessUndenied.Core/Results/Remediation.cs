using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>Changes that together let the request through.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(RemediationConverter))]
public sealed class Remediation
{
    internal Remediation()
    {
    }

    [SetsRequiredMembers]
    internal Remediation(Remediation like)
    {
        Sentence = like.Sentence;
        Kind = like.Kind;
        Changes = like.Changes;
        Verified = like.Verified;
        Opens = like.Opens;
        OpensExactly = like.OpensExactly;
        Warnings = like.Warnings;
        Assumptions = like.Assumptions;
        Replay = like.Replay;
        Sets = like.Sets;
        Link = like.Link;
    }

    /// <summary>What it does, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Who has to do what.</summary>
    public RemediationKind Kind { get; internal init; } = RemediationKind.Grant;

    /// <summary>The changes, all of which are needed; none where no policy is to be changed.</summary>
    public required IReadOnlyList<PolicyChange> Changes { get; init; }

    /// <summary>Whether the request, simulated again with the changes, is allowed.</summary>
    public bool Verified { get; internal init; }

    /// <summary>What else the changes let through, a sentence each.</summary>
    public IReadOnlyList<string> Opens { get; internal init; } = [];

    /// <summary>Exactly what the changes let through that was refused before; empty where nothing is opened or it could not be computed.</summary>
    public IReadOnlyList<OpenedAccess> OpensExactly { get; internal init; } = [];

    /// <summary>What whoever signs it has to know first.</summary>
    public IReadOnlyList<Note> Warnings { get; internal init; } = [];

    /// <summary>What the verification took for granted, a sentence each.</summary>
    public IReadOnlyList<Note> Assumptions { get; internal init; } = [];

    /// <summary>What recorded calls would meet under the changes; null where none were replayed, and where nothing is changed.</summary>
    public RemedyReplay? Replay { get; internal init; }

    /// <summary>The call of the session's chain at which it is to be done; null where it is no change of the session, or that call is not known.</summary>
    public SessionLink? Link { get; internal init; }

    /// <summary>The condition keys that the call has then, with which it was simulated.</summary>
    internal IReadOnlyList<KeyValuePair<string, ContextValue>> Sets { get; init; } = [];
}
