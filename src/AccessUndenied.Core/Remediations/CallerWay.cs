using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>How a caller makes a call have what a condition asks for.</summary>
public sealed class CallerWay(string words, string? page = null)
{
    /// <summary>What to do, as the first words of a sentence, such as <c>pass the external ID X</c>.</summary>
    public string Words { get; } = words;

    /// <summary>The page of the provider that says how; null where there is none.</summary>
    public string? Page { get; } = page;

    /// <summary>Whether the call made so is the same call but for the key, so that simulating it tells whether it would be allowed.</summary>
    public bool CanBeSimulated { get; init; } = true;

    /// <summary>Whether the call is then another caller's, so that every other advice comes first.</summary>
    public bool IsOfAnotherCaller { get; init; }

    /// <summary>Whether the call then is for another thing, such as another policy to attach, so that nothing new is to be granted for its sake.</summary>
    public bool IsForAnotherThing { get; init; }

    /// <summary>Whether it changes what somebody may do, as a policy would, so that it is no way to leave all access as it is.</summary>
    public bool ChangesAccess { get; init; }

    /// <summary>What whoever does it, or has it done, has to know first.</summary>
    public IReadOnlyList<Note> Warnings { get; init; } = [];

    /// <summary>Further condition keys that change with it.</summary>
    public IReadOnlyList<KeyValuePair<string, ContextValue>> AlsoSets { get; init; } = [];

    /// <summary>A usual value, where the policy does not say which; null where there is none.</summary>
    public string? Default { get; init; }
}
