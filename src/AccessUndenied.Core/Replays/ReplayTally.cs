namespace AccessUndenied.Replays;

/// <summary>Adds replayed calls up to a <see cref="ReplayResult"/>.</summary>
/// <remarks>
/// Memory grows with the groups of calls that are told of, up to a bound, and not with the calls. Beyond the bound of a list, a call of a resource that is
/// not in it is counted under a wider name, and in <see cref="ReplayResult.Folded"/>. Not for use by several threads at once.
/// </remarks>
public sealed class ReplayTally
{
    private const int GreatestMaxGroups = 10_000_000;
    private const int MostServices = 1000;
    private const string OtherServices = "*";

    private readonly bool _hasChanges;
    private readonly Dictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AgreementPart> _services = new(StringComparer.Ordinal);
    private readonly GroupTable _changed;
    private readonly GroupTable _undecided;
    private readonly GroupTable _disagreements;
    private readonly GroupTable _otherLayers;
    private readonly CalibrationTable _calibration = new();
    private long _records;
    private long _requests;
    private long _atEvent;
    private AgreementCounts _allowed;
    private AgreementCounts _denied;

    /// <summary>A tally without calls.</summary>
    /// <param name="hasChanges">Whether changes are proposed.</param>
    /// <param name="maxGroups">How many groups a list has before further resources are counted under wider names, from 1 to 10,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxGroups"/> is outside of its limits.</exception>
    public ReplayTally(bool hasChanges, int maxGroups = 50_000)
    {
        if (maxGroups is < 1 or > GreatestMaxGroups)
        {
            throw new ArgumentOutOfRangeException(nameof(maxGroups), maxGroups, OutcomeMessages.MaxGroups(GreatestMaxGroups, maxGroups));
        }

        _hasChanges = hasChanges;
        _changed = new(maxGroups);
        _undecided = new(maxGroups);
        _disagreements = new(maxGroups);
        _otherLayers = new(maxGroups);
    }

    /// <summary>Whether any call so far has another outcome under the proposed changes.</summary>
    public bool HasChanged => _changed.Calls > 0;

    /// <summary>Adds one call.</summary>
    public void Add(ReplayedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        _records++;
        if (call.SkipReason is { } reason)
        {
            _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;
            return;
        }

        _requests += call.Requests;
        _atEvent += call.IsAtEvent ? 1 : 0;
        Count(call);
        if (call.Change is { } change)
        {
            (call.IsChanged ? _changed : _undecided).Add(call, change);
        }

        if (call.Comparison is { } comparison)
        {
            _calibration.Add(call, comparison);
        }

        if (call.Mismatch is { } mismatch && (call.Agreement != CallAgreement.Undecided || !_hasChanges))
        {
            (call.Agreement == CallAgreement.Disagrees ? _disagreements : call.Agreement == CallAgreement.Agrees ? _otherLayers : _undecided).Add(call, mismatch);
        }
    }

    /// <summary>What the calls so far come to.</summary>
    public ReplayResult ToResult() => new()
    {
        Records = _records,
        Requests = _requests,
        CallsAtEvent = _atEvent,
        Skipped = _skipped.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
        Allowed = _allowed,
        Denied = _denied,
        HasChanges = _hasChanges,
        ChangedCalls = _changed.Calls,
        UndecidedCalls = _undecided.Calls,
        Changed = _changed.ToGroups(),
        Undecided = _undecided.ToGroups(),
        Disagreements = _disagreements.ToGroups(),
        OtherLayers = _otherLayers.ToGroups(),
        Calibration = _calibration.ToGroups(),
        Services = [.. _services.Values.OrderByDescending(CallsOf).ThenBy(part => part.Service, StringComparer.Ordinal)],
        Folded = _changed.Folded + _undecided.Folded + _disagreements.Folded + _otherLayers.Folded,
    };

    private void Count(ReplayedCall call)
    {
        if (call.Agreement == CallAgreement.NotCounted)
        {
            return;
        }

        var service = _services.Count < MostServices || _services.ContainsKey(call.Service) ? call.Service : OtherServices;
        var part = _services.GetValueOrDefault(service) ?? new(service, default, default);
        if (call.Outcome == CallOutcome.Succeeded)
        {
            _allowed = _allowed.With(call.Agreement);
            part = new(service, part.Allowed.With(call.Agreement), part.Denied);
        }
        else
        {
            _denied = _denied.With(call.Agreement);
            part = new(service, part.Allowed, part.Denied.With(call.Agreement));
        }

        _services[service] = part;
    }

    private static long CallsOf(AgreementPart part) =>
        part.Allowed.Agree + part.Allowed.Disagree + part.Allowed.Undecided + part.Denied.Agree + part.Denied.Disagree + part.Denied.Undecided;
}
