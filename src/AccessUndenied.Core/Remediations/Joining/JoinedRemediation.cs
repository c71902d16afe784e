using AccessUndenied.Events;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Joining;

/// <summary>One remediation out of those of many events with the same cause.</summary>
internal sealed class JoinedRemediation
{
    /// <summary>How many different resources, or parts of what is opened, one remediation has at most.</summary>
    public const int MostMembers = 10_000;

    private const int MostAssumptions = 100;

    private readonly List<JoinedChange> _changes = [];
    private readonly List<Note> _assumptions = [];
    private readonly List<Note> _warnings = [];
    private readonly JoinedOpenings _openings = new();
    private Remediation? _first;
    private bool _isSame = true;
    private bool _isVerified = true;
    private bool _hasOtherWords;
    private bool _hasOtherLinks;

    /// <summary>Whether it is only advice to change nothing.</summary>
    public bool IsAdvice => _first?.Kind == RemediationKind.Keep;

    /// <summary>How many remediations are part of it.</summary>
    public int Count { get; private set; }

    public void Add(Remediation remediation)
    {
        if (_first is null)
        {
            Start(remediation);
        }
        else if (IsSame(remediation) || TryJoin(remediation))
        {
            Count++;
            _openings.Add(remediation.OpensExactly);
            _isVerified &= remediation.Verified;
            _hasOtherWords |= remediation is { Kind: RemediationKind.CallerChange } && remediation.Sentence != _first.Sentence;
            _hasOtherLinks |= remediation.Link?.EventId != _first.Link?.EventId || remediation.Link?.Time != _first.Link?.Time;
            Assume(remediation);
        }
    }

    /// <summary>The remediation; null where there was none.</summary>
    /// <remarks>
    /// It counts as verified where every part was: more allows and narrower denies never take away what the parts opened for their own event.
    /// What has grown longer than the provider accepts is not.
    /// </remarks>
    public Remediation? ToRemediation()
    {
        if (_first is null || _isSame)
        {
            return _first is null ? null : new Remediation(_first)
            {
                Sentence = _hasOtherWords ? JoinedMessages.GroupCaller(_first.Sentence) : _first.Sentence,
                Verified = _isVerified,
                Link = _hasOtherLinks ? null : _first.Link,
                Warnings = [.. _warnings],
                Assumptions = [.. _assumptions],
            };
        }

        var changes = _changes.ConvertAll(change => change.ToChange(_changes));
        var tooLong = changes.FindAll(PolicyWriter.IsTooLong);
        var parts = _openings.ToParts(crosses: _changes.Count(change => change.HasGrown) > 1);
        return new()
        {
            Sentence = JoinedMessages.GroupRemedy([.. _changes.Select(change => change.ToWords())], Count),
            Kind = _first.Kind,
            Warnings = [.. _warnings],
            Changes = changes,
            Verified = _isVerified && tooLong.Count == 0,
            OpensExactly = parts,
            Opens = parts.Count > 0 ? OpenedMessages.OpenedInShort(parts) : [.. changes.Select(change => change.Opens).Where(opens => opens.Length > 0).Distinct(StringComparer.Ordinal)],
            Assumptions = [.. _assumptions, .. tooLong.Select(RemedyMessages.TooLong)],
        };
    }

    private void Start(Remediation remediation)
    {
        _first = remediation;
        Count = 1;
        _isVerified = remediation.Verified;
        _openings.Add(remediation.OpensExactly);
        Assume(remediation);
        foreach (var change in remediation.Changes)
        {
            if (JoinedChange.From(change) is { } joined)
            {
                _changes.Add(joined);
            }
        }
    }

    private bool IsSame(Remediation remediation) => _isSame && remediation.Changes.Count == _first!.Changes.Count
        && remediation.Changes.Zip(_first.Changes).All(pair => pair.First.Json == pair.Second.Json && pair.First.AttachmentTarget == pair.Second.AttachmentTarget);

    // All of its changes or none: half a remediation lets nothing through.
    private bool TryJoin(Remediation remediation)
    {
        if (_changes.Count != _first!.Changes.Count && _isSame)
        {
            return false;
        }

        var steps = new List<Action>();
        foreach (var change in remediation.Changes)
        {
            var place = _changes.Find(joined => joined.IsFor(change));
            var step = place is not null ? place.PrepareMore(change) : JoinedChange.From(change) is { } joined ? () => _changes.Add(joined) : null;
            if (step is null)
            {
                return false;
            }

            steps.Add(step);
        }

        steps.ForEach(step => step());
        _isSame = false;
        return true;
    }

    private void Assume(Remediation remediation)
    {
        _warnings.AddRange(remediation.Warnings.Where(warning => _warnings.Count < MostAssumptions && !_warnings.Contains(warning)));
        foreach (var assumption in remediation.Assumptions)
        {
            if (_assumptions.Count < MostAssumptions && !_assumptions.Contains(assumption))
            {
                _assumptions.Add(assumption);
            }
        }
    }
}
