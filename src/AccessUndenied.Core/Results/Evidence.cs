using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>What the conclusion rests on, and what it lacks.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(EvidenceConverter))]
public sealed class Evidence
{
    internal Evidence()
    {
    }

    [SetsRequiredMembers]
    internal Evidence(Evidence like)
    {
        Complete = like.Complete;
        Unavailable = like.Unavailable;
        MissingContextKeys = like.MissingContextKeys;
        MessageAgrees = like.MessageAgrees;
        Notes = like.Notes;
    }

    /// <summary>Nothing is missing.</summary>
    public static Evidence Whole { get; } = new() { Complete = true };

    /// <summary>Whether everything that had a say was read and every value that mattered is known.</summary>
    public required bool Complete { get; init; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<UnavailableEvidence> Unavailable { get; internal init; } = [];

    /// <summary>Condition keys that the policies ask for and whose value is not known or absent.</summary>
    public IReadOnlyList<string> MissingContextKeys { get; internal init; } = [];

    /// <summary>Whether the error text agrees with the conclusion; null when it says nothing of it.</summary>
    public bool? MessageAgrees { get; internal init; }

    /// <summary>What its reader should know, a sentence each.</summary>
    public IReadOnlyList<Note> Notes { get; internal init; } = [];
}
