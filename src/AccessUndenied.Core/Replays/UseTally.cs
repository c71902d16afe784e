using AccessUndenied.Conditions;
using AccessUndenied.Remediations;
using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>Adds up what the recorded successful calls of one principal needed, to a policy that allows that and no more.</summary>
/// <remarks>
/// Resources are named exactly, up to <see cref="MostExact"/> different ones of an action below one place; more become the narrowest pattern over
/// them. Names in records never widen a policy: their wildcards are escaped. Only what calls certainly needed counts. Not for use by several threads at once.
/// </remarks>
public sealed class UseTally
{
    /// <summary>How many different resources of one action below one place, such as objects of a bucket, are named each.</summary>
    internal const int MostExact = 20;

    private const int MostPlaces = 10_000;

    private readonly string _principal;
    private readonly IPolicyDialect? _dialect;
    private readonly SortedDictionary<(string Action, string Place), UsedPlace> _places = new(Comparer<(string Action, string Place)>.Create(Compare));
    private readonly SortedDictionary<(string Action, string Resource), UsedRight> _unrecorded = new(Comparer<(string Action, string Place)>.Create(Compare));
    private readonly Dictionary<string, Note> _warnings = new(StringComparer.Ordinal);
    private long _calls;

    /// <summary>A tally for the entity <paramref name="principal"/>: a user, a role, or what else carries policies.</summary>
    public UseTally(string principal)
    {
        ArgumentException.ThrowIfNullOrEmpty(principal);
        _principal = principal;
    }

    /// <summary>The same, which writes what the provider itself asks on as a pattern (such as a secret whose name alone was given) as that pattern.</summary>
    /// <param name="principal">The entity.</param>
    /// <param name="dialect">How the provider's policies name resources.</param>
    public UseTally(string principal, IPolicyDialect dialect)
        : this(principal)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        _dialect = dialect;
    }

    /// <summary>Adds one call, which was replayed with <see cref="ReplayOptions.KeepsRequests"/>.</summary>
    public void Add(ReplayedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Outcome != CallOutcome.Succeeded)
        {
            return;
        }

        var isOwn = false;
        foreach (var request in call.Needed)
        {
            if ((request.Principal.EntityId ?? request.Principal.Id) == _principal)
            {
                isOwn = true;
                Add(call, request);
            }
        }

        _calls += isOwn ? 1 : 0;
    }

    /// <summary>What the calls so far come to.</summary>
    public SuggestedPolicy ToPolicy()
    {
        var rights = _places.SelectMany(pair => pair.Value.ToRights(pair.Key.Action)).ToList();
        return new(_principal, _calls, rights.Count == 0 ? null : UseDocument.Of(rights), rights) { Unrecorded = [.. _unrecorded.Values], Warnings = [.. _warnings.Values] };
    }

    private void Add(ReplayedCall call, AuthorizationRequest request)
    {
        var conditions = _dialect?.UseConditionsOf(request) ?? [];
        if (_dialect?.IsUnrecorded(request, conditions) == true)
        {
            AddUnrecorded(call, request);
            return;
        }

        AddWarnings(request);

        // What the record does not name in whole stands with the pattern that the action's documentation gives it.
        var isOpen = request.Provenance.ResourceCertainty == Certainty.Guess || request.Resource.IsAny;
        var pattern = PatternOf(request);
        if ((pattern ?? (isOpen && !request.HasNamedWildcards ? request.Resource.ToString() : PatternText.Resource(request.Resource.Value, "2012-10-17"))) is not { } resource)
        {
            // No policy can name it and nothing else.
            return;
        }

        // Of what is used under other conditions, each has a statement of its own.
        var bound = string.Join('\n', conditions.Select(condition => $"{condition.Operator}\n{condition.Key}\n{condition.Value}"));
        var key = (request.Action, $"{PlaceOf(resource)}\n{bound}");
        if (!_places.TryGetValue(key, out var place))
        {
            key = _places.Count < MostPlaces ? key : (request.Action, "\n" + bound);
            if (!_places.TryGetValue(key, out place))
            {
                _places.Add(key, place = new(conditions));
            }
        }

        place.Add(resource, (isOpen || pattern is not null) && !request.Resource.IsAny, call.Time);
    }

    // Which resource it was for is for somebody who knows to say: one call with one key is not all keys.
    private void AddUnrecorded(ReplayedCall call, AuthorizationRequest request)
    {
        var key = (request.Action, request.Resource.ToString());
        if (_unrecorded.Count >= MostPlaces && !_unrecorded.ContainsKey(key))
        {
            key = (request.Action, "*");
        }

        _unrecorded[key] = _unrecorded.TryGetValue(key, out var known)
            ? new(key.Action, key.Item2, known.Calls + 1, 1, UsedPlace.Earlier(known.First, call.Time), UsedPlace.Later(known.Last, call.Time), isPattern: true)
            : new(key.Action, key.Item2, 1, 1, call.Time, call.Time, isPattern: true);
    }

    // Whoever puts the policy in place has to know of it what whoever signs a remedy has to.
    private void AddWarnings(AuthorizationRequest request)
    {
        if (_dialect is null || _warnings.ContainsKey(request.Action))
        {
            return;
        }

        var json = UseDocument.Of([new UsedRight(request.Action, "*", 1, 1, null, null, isPattern: false)]);
        var change = new PolicyChange.AddStatements { Layer = PolicyLayer.Identity, AttachmentTarget = _principal, Json = json, Document = json, For = [request] };
        if (_dialect.WarningsOfUse(request, change).FirstOrDefault() is { } warning)
        {
            _warnings.Add(request.Action, warning);
        }
    }

    // In what was recorded of a call that succeeded, a wildcard that no name has stands for what the record does not tell.
    private string? PatternOf(AuthorizationRequest request)
    {
        if (_dialect is null || request.Resource.IsAny || request.Resource.Value.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return null;
        }

        return _dialect.ResourcePatternOf(request) ?? (request.HasNamedWildcards ? null : request.Resource.Value.Replace("${", "${$}{", StringComparison.Ordinal));
    }

    // Up to the first slash or colon of the resource's own part: the bucket of an object, the kind of what is below a kind.
    private static string PlaceOf(string resource) => SixFields.PlaceEnd(resource) is >= 0 and var end ? resource[..end] : resource;

    private static int Compare((string Action, string Place) one, (string Action, string Place) other)
    {
        var byAction = string.Compare(one.Action, other.Action, StringComparison.OrdinalIgnoreCase);
        return byAction != 0 ? byAction : string.CompareOrdinal(one.Place, other.Place);
    }

    /// <summary>The resources of one action below one place.</summary>
    private sealed class UsedPlace
    {
        private readonly IReadOnlyList<(string Operator, string Key, string Value)> _conditions;
        private readonly Dictionary<string, (long Calls, bool IsOpen, DateTimeOffset? First, DateTimeOffset? Last)> _exact = new(StringComparer.Ordinal);
        private string? _common;
        private long _resources;
        private long _calls;
        private DateTimeOffset? _first;
        private DateTimeOffset? _last;

        public UsedPlace(IReadOnlyList<(string Operator, string Key, string Value)> conditions) => _conditions = conditions;

        public void Add(string resource, bool isOpen, DateTimeOffset? time)
        {
            _calls++;
            _first = Earlier(_first, time);
            _last = Later(_last, time);
            _common = _common is null ? resource : Common(_common, resource);
            if (_exact.TryGetValue(resource, out var known))
            {
                _exact[resource] = (known.Calls + 1, known.IsOpen, Earlier(known.First, time), Later(known.Last, time));
            }
            else
            {
                _resources++;
                if (_exact.Count <= MostExact)
                {
                    _exact.Add(resource, (1, isOpen, time, time));
                }
            }
        }

        public IEnumerable<UsedRight> ToRights(string action) => _exact.Count <= MostExact
            ? _exact.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new UsedRight(action, pair.Key, pair.Value.Calls, 1, pair.Value.First, pair.Value.Last, pair.Value.IsOpen)
            {
                Bounds = _conditions,
            })
            : [new UsedRight(action, Whole(_common!) + "*", _calls, _resources, _first, _last, isPattern: true) { Bounds = _conditions }];

        private static string Common(string one, string other) => one[..one.AsSpan().CommonPrefixLength(other)];

        // Half of an escape would be another pattern.
        private static string Whole(string common)
        {
            var open = common.LastIndexOf('$');
            return open >= 0 && common.IndexOf('}', open) < 0 ? common[..open] : common;
        }

        public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

        public static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
    }
}
