using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>A remediation in the making: the changes and what the caller does, for all requests of one event.</summary>
internal sealed class Draft
{
    private readonly List<PolicyChange> _changes = [];
    private readonly List<KeyValuePair<string, ContextValue>> _sets = [];
    private readonly List<WrittenCondition> _demands = [];
    private readonly List<string> _words = [];
    private readonly List<string> _callersPart = [];
    private readonly List<Note> _notes = [];
    private readonly List<Note> _warnings = [];

    public IReadOnlyList<PolicyChange> Changes => _changes;

    /// <summary>What the call has that it did not have.</summary>
    public IReadOnlyList<KeyValuePair<string, ContextValue>> Sets => _sets;

    /// <summary>The conditions for which the call has what it did not have.</summary>
    public IReadOnlyList<WrittenCondition> Demands => _demands;

    /// <summary>What is to be done beside the changes.</summary>
    public IReadOnlyList<string> Words => _words;

    public IReadOnlyList<Note> Notes => _notes;

    /// <summary>What whoever does what is to be done beside the changes has to know first.</summary>
    public IReadOnlyList<Note> Warnings => _warnings;

    /// <summary>Whether that changes what somebody may do, as a policy would.</summary>
    public bool ChangesAccess { get; private set; }

    public string? Page { get; private set; }

    /// <summary>Whether simulation can prove it.</summary>
    public bool CanBeSimulated { get; private set; } = true;

    public bool IsVerified { get; set; } = true;

    /// <summary>What goes on refusing, since nothing is offered against it.</summary>
    public List<Cause> Unanswered { get; } = [];

    /// <summary>Whether it would loosen a guardrail or move a limit for nothing, because something else goes on refusing.</summary>
    public bool LoosensInVain => Unanswered.Exists(cause => !cause.IsFromMessage) && (HasGuardrail || _changes.Exists(change => PolicyWriter.IsLimit(change.Layer)));

    public bool HasGuardrail { get; private set; }

    public bool HasGrant { get; private set; }

    public bool IsOfAnotherCaller { get; private set; }

    /// <summary>Whether it lets in whom a statement keeps out and who is none of the owner's.</summary>
    public bool IsForStranger { get; private set; }

    /// <summary>Whether the call is then for another thing than the one that was refused.</summary>
    public bool IsForAnotherThing { get; private set; }

    /// <summary>What the caller has to do beside the changes, without which they do not suffice.</summary>
    public IReadOnlyList<string> CallersPart => _changes.Count > 0 ? _callersPart : [];

    public int Count { get; private set; }

    /// <summary>Whether what the caller does suffices, and no policy has to change.</summary>
    public bool IsOfCallerAlone => _changes.Count == 0 && _sets.Count > 0 && CanBeSimulated;

    /// <summary>What tells two drafts apart.</summary>
    public string Signature => string.Join('\n', _changes
        .Select(change => change.AttachmentTarget + change.Json + string.Concat(change.Replaces is null ? [] : change.AddedStatements)).Order(StringComparer.Ordinal)
        .Concat(_words.Order(StringComparer.Ordinal)));

    public RemediationKind Kind => IsOfCallerAlone ? RemediationKind.CallerChange : HasGuardrail ? RemediationKind.GuardrailChange : HasGrant ? RemediationKind.Grant : RemediationKind.CallerChange;

    public void Add(RemedyStep step)
    {
        Count++;
        HasGuardrail |= step.Kind == RemediationKind.GuardrailChange;
        IsOfAnotherCaller |= step.IsOfAnotherCaller;
        IsForAnotherThing |= step.IsForAnotherThing;
        IsForStranger |= step.IsForStranger;
        if (step.Words.Length > 0 && (step.Kind == RemediationKind.CallerChange || step.Sets.Count > 0) && !_callersPart.Contains(step.Words))
        {
            _callersPart.Add(step.Words);
        }

        HasGrant |= step.Kind == RemediationKind.Grant;
        CanBeSimulated &= step.CanBeSimulated;
        Page ??= step.Page;
        _sets.AddRange(step.Sets);
        _demands.AddRange(step.Demands);
        if (step.Words.Length > 0 && !_words.Contains(step.Words))
        {
            _words.Add(step.Words);
        }

        ChangesAccess |= step.ChangesAccess;
        _warnings.AddRange(step.Warnings.Except(_warnings));
        _notes.AddRange(step.Notes.Except(_notes));
        if (step.Change is { } change)
        {
            Add(change);
        }
    }

    public void Remove(PolicyChange change) => _changes.Remove(change);

    public AuthorizationRequest Apply(AuthorizationRequest request) =>
        _sets.Count == 0 ? request : request with { Context = request.Context.With(Enumerable.Reverse(_sets)) };

    // A statement that was changed already is changed once, from what it was to what it becomes last.
    private void Add(PolicyChange change)
    {
        var earlier = change.Replaces is null ? -1 : _changes.FindIndex(other => other.Replaces?.Index == change.Replaces.Index && PlanSearch.IsOfSamePolicy(change, other));
        if (earlier < 0)
        {
            _changes.Add(change);
            return;
        }

        var (first, document, json) = (_changes[earlier], change.Policy!.Document!, change.StatementJson);
        var added = first.AddedStatements.Concat(change.AddedStatements).Distinct(StringComparer.Ordinal).ToList();
        _changes[earlier] = change.Replacing(first.Replaces) with
        {
            AddedStatements = added,
            For = [.. first.For, .. change.For],
            Opens = first.Opens == change.Opens ? first.Opens : $"{first.Opens} {change.Opens}",
            MakeDocument = () => DocumentEditor.Apply(document, [(first.Replaces, json), .. added.Select(text => ((Policies.Statement?)null, text))]),
        };
    }
}
