using System.Collections.Concurrent;
using AccessUndenied.Aws.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>The calls that made sessions, by what they handed out: a session is followed through a chain of roles to whoever began it.</summary>
/// <remarks>
/// Units: it holds sessions and no records, at most a number of them; beyond that those that ended first are forgotten, and are then not found.
/// Errors: what cannot be read of a call is not known of the session; a chain that leads back into itself ends.
/// Filling it is for one thread at a time; finding is for several. Rules SESS-01, SESS-03 to SESS-06.
/// </remarks>
internal sealed class SessionIndex
{
    /// <summary>How many sessions are held at most, unless another number is given.</summary>
    public const int DefaultMaxSessions = 500_000;

    private const int LongestChain = 32;

    // A key is handed out once: more calls that claim it are not worth telling apart.
    private const int MostClaims = 8;

    // The record of the call has the second in which it came in, and the session that in which its credentials were made.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(5);

    private readonly int _maxSessions;
    private readonly ConcurrentDictionary<string, IssuedSession> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IssuedSession[]> _alsoByKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Id, long Second), IssuedSession> _byMoment = new();
    private readonly ConcurrentDictionary<(string Id, long Second), bool> _sharedMoments = new();
    private readonly ConcurrentDictionary<string, IssuedSession> _lastSwitch = new(StringComparer.Ordinal);

    /// <summary>An index without sessions.</summary>
    /// <param name="maxSessions">How many it holds at most, 1 or more.</param>
    public SessionIndex(int maxSessions = DefaultMaxSessions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSessions, 1);
        _maxSessions = maxSessions;
    }

    /// <summary>How many sessions it holds.</summary>
    public int Count => _byKey.Count + _lastSwitch.Count;

    /// <summary>Whether sessions were forgotten, for want of room.</summary>
    public bool HasForgotten { get; private set; }

    /// <summary>Why not all records could be read; null where all were.</summary>
    internal string? Problem { get; set; }

    /// <summary>Takes what <paramref name="record"/> made, if it made a session.</summary>
    public void Add(CloudTrailEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (IssuedSessionReader.Read(record) is { } issued)
        {
            Add(issued);
        }
    }

    /// <summary>The calls that it holds, those that were made last first.</summary>
    public IEnumerable<IssuedSession> Calls => _byKey.Values.Concat(_alsoByKey.Values.SelectMany(also => also)).Concat(_lastSwitch.Values).OrderByDescending(issued => issued.Time);

    /// <summary>Takes a call that made a session.</summary>
    public void Add(IssuedSession issued)
    {
        if (issued.AccessKeyId is { } key)
        {
            issued = AddByKey(key, issued);
        }

        if (issued is { SessionId: { } id, Time: { } time })
        {
            var moment = (id, time.ToUnixTimeSeconds());
            if (_byMoment.TryGetValue(moment, out var known) && !known.IsCopyOf(issued))
            {
                _sharedMoments[moment] = true;
            }

            _byMoment[moment] = issued;
            if (issued.AccessKeyId is null && !(_lastSwitch.TryGetValue(id, out var last) && last.Time > time))
            {
                _lastSwitch[id] = issued;
            }
        }

        if (_byKey.Count > _maxSessions || _lastSwitch.Count > _maxSessions)
        {
            Forget();
        }
    }

    /// <summary>The session behind <paramref name="record"/>; null where its caller has none.</summary>
    public SessionFacts? Find(CloudTrailEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Identity is not { } identity || !IsSession(identity))
        {
            return null;
        }

        var (issued, why, isDisputed) = FindIssued(identity.AccessKeyId, IssuedSessionReader.SessionOf(identity), identity.PrincipalId, record.Time);
        if (issued is null)
        {
            return isDisputed ? SessionReader.OfDisputed(identity.AccessKeyId)
                : new(new() { Found = false, Why = SessionMessages.NotFound(identity.AccessKeyId, identity.CreationDate, HasForgotten, Problem) }, []);
        }

        var chain = new List<IssuedSession> { issued };
        var seen = new HashSet<IssuedSession>(ReferenceEqualityComparer.Instance) { issued };
        for (var link = issued; chain.Count < LongestChain && FindCaller(link) is { } before && seen.Add(before); link = before)
        {
            chain.Insert(0, before);
        }

        return SessionReader.Of(chain, why);
    }

    /// <summary>Whether a switch of roles may be behind <paramref name="record"/>, so that its time decides.</summary>
    internal bool KnowsSwitchOf(CloudTrailEvent record) => record.Identity?.PrincipalId is { } id && _lastSwitch.ContainsKey(id);

    private IssuedSession? FindCaller(IssuedSession issued) => FindIssued(issued.CallerAccessKeyId, issued.CallerSession, issued.CallerSession?.Id, issued.Time).Issued;

    private IssuedSession AddByKey(string key, IssuedSession issued)
    {
        if (!_byKey.TryGetValue(key, out var first) || first.IsCopyOf(issued))
        {
            return _byKey[key] = first?.Fuller(issued) ?? issued;
        }

        var others = _alsoByKey.GetValueOrDefault(key, []);
        var at = Array.FindIndex(others, issued.IsCopyOf);
        if (at >= 0)
        {
            others = [.. others];
            issued = others[at] = others[at].Fuller(issued);
        }
        else if (others.Length < MostClaims)
        {
            others = [.. others, issued];
        }

        _alsoByKey[key] = others;
        return issued;
    }

    // By the key that was handed out; else by session and moment; else, in the console, by the last switch to the role.
    private (IssuedSession? Issued, string? Why, bool IsDisputed) FindIssued(string? key, (string Id, DateTimeOffset Created)? session, string? principalId, DateTimeOffset? time)
    {
        if (key is not null && FindByKey(key, session, out var isDisputed) is var byKey && (byKey is not null || isDisputed))
        {
            return (byKey, null, isDisputed);
        }

        if (session is { } made)
        {
            var second = made.Created.ToUnixTimeSeconds();
            foreach (var moment in (ReadOnlySpan<long>)[second, second - 1, second + 1])
            {
                if (_byMoment.TryGetValue((made.Id, moment), out var byMoment) && (key is null || byMoment.AccessKeyId is null || byMoment.AccessKeyId == key))
                {
                    return _sharedMoments.ContainsKey((made.Id, moment)) ? (null, null, true) : (byMoment, SessionMessages.ByMoment, false);
                }
            }
        }

        return principalId is not null && _lastSwitch.TryGetValue(principalId, out var last) && last.Time <= time && time - last.Time < TimeSpan.FromHours(12)
            ? (last, SessionMessages.BySwitch, false) : (null, null, false);
    }

    // SESS-05: of several calls that are said to have handed out one key, the session's own time tells which did, or nothing does.
    private IssuedSession? FindByKey(string key, (string Id, DateTimeOffset Created)? session, out bool isDisputed)
    {
        isDisputed = false;
        if (!_byKey.TryGetValue(key, out var first))
        {
            return null;
        }

        var others = _alsoByKey.GetValueOrDefault(key, []);
        if (others.Length == 0 && (session is not { } known || first.SessionId is null || first.SessionId == known.Id))
        {
            isDisputed = !IsOfTime(first, session);
            return isDisputed ? null : first;
        }

        var likely = others.Prepend(first).Where(issued => session is { } made && (issued.SessionId is null || issued.SessionId == made.Id) && IsOfTime(issued, session)).ToList();
        isDisputed = others.Length > 0 && (likely.Count != 1 || others.Length >= MostClaims);
        return isDisputed || likely.Count == 0 ? null : likely[0];
    }

    private static bool IsOfTime(IssuedSession issued, (string Id, DateTimeOffset Created)? session) =>
        session is not { } made || issued.Time is not { } time || (made.Created - time).Duration() <= s_slack;

    private static bool IsSession(CloudTrailIdentity identity) =>
        identity.AccessKeyId?.StartsWith("ASIA", StringComparison.Ordinal) == true || identity.Type is "AssumedRole" or "FederatedUser";

    // A tenth at a time, so that a trail of any length costs no more than looking at each session a few times.
    private void Forget()
    {
        HasForgotten = true;
        foreach (var (key, issued) in _byKey.OrderBy(pair => pair.Value.Expires ?? pair.Value.Time ?? DateTimeOffset.MinValue).Take((_maxSessions / 10) + 1).ToList())
        {
            _byKey.TryRemove(key, out _);
            _alsoByKey.TryRemove(key, out _);
            if (issued is { SessionId: { } id, Time: { } time })
            {
                _byMoment.TryRemove((id, time.ToUnixTimeSeconds()), out _);
                _sharedMoments.TryRemove((id, time.ToUnixTimeSeconds()), out _);
            }
        }

        foreach (var id in _lastSwitch.OrderBy(pair => pair.Value.Time).Take(Math.Max(0, _lastSwitch.Count - _maxSessions)).Select(pair => pair.Key).ToList())
        {
            _lastSwitch.TryRemove(id, out _);
        }
    }
}
