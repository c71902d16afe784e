using System.Text.Json.Nodes;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Compares what was computed to open with what opens when every request of the small world is asked before and after.</summary>
/// <remarks>
/// What nobody knows (others' own policies, the policies of other buckets) is tried each way: whatever opens in one of the worlds must be claimed,
/// and what is claimed must open in one of them.
/// </remarks>
internal sealed class OpeningJudge
{
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string GrantAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    private static readonly AwsPolicyDialect s_rules = new();
    private static readonly LocalSimulator s_simulator = new();
    private static readonly AttachedPolicy s_all = new() { Document = PolicyDocument.Parse(AllowAll) };
    private static readonly AttachedPolicy s_grant = new() { Document = PolicyDocument.Parse(GrantAll), AttachedTo = OpeningUniverse.Bucket };
    private static readonly AttachedPolicy s_grantRole = s_grant with
    {
        Document = PolicyDocument.Parse(GrantAll.Replace("\"*\",\"Action", $"{{\"AWS\":[\"{OpeningUniverse.Role}\",\"{OpeningUniverse.OtherRole}\"]}},\"Action", StringComparison.Ordinal)),
    };

    private static readonly string[] s_callers =
        [OpeningUniverse.Session, OpeningUniverse.OtherSession, OpeningUniverse.OtherRoleSession, OpeningUniverse.Stranger, OpeningUniverse.Service, OpeningUniverse.Nobody];

    private static readonly Dictionary<string, Principal> s_principals = s_callers.ToDictionary(caller => caller, OpeningUniverse.PrincipalOf, StringComparer.Ordinal);

    private readonly LayeredPolicies _before;
    private readonly LayeredPolicies _after;
    private readonly OpeningPoint _event;
    private readonly PolicySet _old;
    private readonly PolicySet _new;

    public OpeningJudge(LayeredPolicies before, LayeredPolicies after, OpeningPoint point)
    {
        _before = before;
        _after = after;
        _event = point;
        var documents = new Dictionary<string, PolicyDocument>(StringComparer.Ordinal);
        _old = before.ToPolicySet(documents);
        _new = after.ToPolicySet(documents);
        Result = OpenedAccessFinder.Of([(point.Of(s_principals[OpeningUniverse.Session], before.Owner), _old, _new)], s_rules);
    }

    public OpenedAccessResult Result { get; }

    /// <summary>How many requests opened, of all that were asked.</summary>
    public int Opened { get; private set; }

    public int Asked { get; private set; }

    /// <summary>What differs, in words; empty when nothing does.</summary>
    public List<string> Differences(Func<OpeningPoint, bool> choose, bool everybody = true)
    {
        var differences = new List<string>();
        var parts = Result.Parts.Select(part => new OpenedReader(part)).ToList();
        foreach (var caller in s_callers)
        {
            if ((caller == OpeningUniverse.OtherSession && !IsSessionSpecial) || (!everybody && caller is not (OpeningUniverse.Session or OpeningUniverse.OtherSession)))
            {
                continue;
            }

            var claimed = parts.FindAll(part => Covers(part.Part.Principal, caller));
            var (inside, outside) = (Worlds(caller, true).ToList(), Worlds(caller, false).ToList());
            foreach (var point in OpeningUniverse.Points.Where(choose))
            {
                Compare(caller, point, claimed, OpeningUniverse.IsInside(point) ? inside : outside, differences);
            }
        }

        return differences;
    }

    private void Compare(string caller, OpeningPoint point, List<OpenedReader> parts, List<World> worlds, List<string> differences)
    {
        var context = ContextOf(caller, point);
        var holding = parts.FindAll(part => part.Contains(point.Action, point.Resource, context));
        Asked++;
        var opens = worlds.Find(world => Opens(caller, point, world));
        Opened += opens is null ? 0 : 1;
        if (opens is not null && holding.Count == 0 && worlds.Exists(world => world.IsPossible && Opens(caller, point, world)))
        {
            differences.Add($"not claimed: {caller} {point}");
        }

        // Which other resources a resource control policy reaches is not known, and claimed at its widest.
        if (opens is null && (OpeningUniverse.IsInside(point) || _before.ResourceControl == _after.ResourceControl) && holding.Find(part => IsJudged(part, caller)) is { } wrong)
        {
            differences.Add($"does not open: {caller} {point} of {Write(wrong.Part)}");
        }
    }

    private static bool Opens(string caller, OpeningPoint point, World world)
    {
        var request = point.Of(s_principals[caller], world.Owner);
        return s_simulator.Decide(request, world.After).Decision == Decision.Allowed && s_simulator.Decide(request, world.Before).Decision != Decision.Allowed;
    }

    /// <summary>The same question to the plain evaluator, for one request of the caller.</summary>
    public string? SecondOpinion(OpeningPoint point)
    {
        var plainBefore = PlainEvaluator.Evaluate(_before.ToPlain(OpeningUniverse.Session, point)).Decision;
        var plainAfter = PlainEvaluator.Evaluate(_after.ToPlain(OpeningUniverse.Session, point)).Decision;
        var opens = plainBefore != "allowed" && plainAfter == "allowed";
        var context = ContextOf(OpeningUniverse.Session, point);
        var isClaimed = Result.Parts.Where(part => Covers(part.Principal, OpeningUniverse.Session)).Any(part => new OpenedReader(part).Contains(point.Action, point.Resource, context));
        return opens && !isClaimed ? $"the plain evaluator opens {point}, which is not claimed" : null;
    }

    public string Describe() =>
        $"event {_event} owner {_before.Owner}\nbefore {Text(_before)}\nafter  {Text(_after)}\nclaimed\n  {string.Join("\n  ", Result.Parts.Select(Write))}";

    // Claims about others rest on what nobody knows; those that can be tried here are.
    private bool IsJudged(OpenedReader part, string caller)
    {
        var principal = part.Part.Principal;
        return caller switch
        {
            OpeningUniverse.Session => principal == OpeningUniverse.Session || (principal == OpeningUniverse.Role && !IsSessionSpecial),
            OpeningUniverse.OtherSession => principal == OpeningUniverse.Role,
            OpeningUniverse.OtherRoleSession => principal.StartsWith("ou-", StringComparison.Ordinal) || principal.StartsWith("everybody", StringComparison.Ordinal) || (principal == OpeningUniverse.OtherRole && Result.IsExact),
            OpeningUniverse.Service => principal == OpeningUniverse.Service && _before.ResourceControl == _after.ResourceControl,
            _ => false,
        };
    }

    // Whether other sessions of the role are bound otherwise than this one.
    private bool IsSessionSpecial => _before.Session.Count > 0
        || new[] { _before, _after }.SelectMany(policies => policies.ResourceControl.SelectMany(policy => policy).Concat(policies.Resource ?? []))
            .Any(statement => statement.Contains(OpeningUniverse.Session, StringComparison.Ordinal));

    private static bool Covers(string principal, string caller)
    {
        var isOwn = OpeningUniverse.AccountOf(caller) == OpeningUniverse.Account;
        return principal == "*" || principal == caller || principal == OpeningUniverse.EntityOf(caller)
            || ((principal.StartsWith("ou-", StringComparison.Ordinal) || principal.StartsWith("everybody", StringComparison.Ordinal)) && isOwn)
            || (OpeningUniverse.AccountOf(caller) is { } account && principal.StartsWith(account + ":", StringComparison.Ordinal));
    }

    private static RequestContext ContextOf(string caller, OpeningPoint point)
    {
        var keys = point.Keys().ToList();
        if (OpeningUniverse.EntityOf(caller) is { } entity)
        {
            keys.Add(new("aws:PrincipalArn", entity));
        }

        if (OpeningUniverse.AccountOf(caller) is { } account)
        {
            keys.Add(new("aws:PrincipalAccount", account));
        }
        else if (caller == OpeningUniverse.Nobody)
        {
            keys.Add(new("aws:PrincipalAccount", "anonymous"));
        }

        return RequestContext.Of(keys.Select(pair => KeyValuePair.Create(pair.Key, ContextValue.Of(pair.Value))));
    }

    private IEnumerable<World> Worlds(string caller, bool isInside)
    {
        foreach (var own in OwnPolicies(caller))
        {
            if (isInside)
            {
                yield return own;
                if (caller is OpeningUniverse.OtherRoleSession)
                {
                    // A level of the organization bounds every resource of its accounts, whatever their own policies are.
                    yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceControl = [] }) with { IsPossible = !IsOfResource() };
                    yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceControl = [], ResourceAccountId = OpeningUniverse.Account }) with { Owner = OpeningUniverse.Account, IsPossible = !IsOfResource() };
                    yield return own.With(set => set with { ResourcePolicy = null, ResourceControl = [] }) with { IsPossible = !IsOfResource() };
                }
            }
            else
            {
                foreach (var owner in new[] { OpeningUniverse.Account, OpeningUniverse.OtherAccount })
                {
                    yield return own.With(set => set with { ResourcePolicy = null, ResourceControl = [], ResourceAccountId = owner }) with { Owner = owner };
                    yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceControl = [], ResourceAccountId = owner }) with { Owner = owner };
                    yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceAccountId = owner }) with { Owner = owner };
                    yield return own.With(set => set with { ResourcePolicy = s_grantRole, ResourceControl = [], ResourceAccountId = owner }) with { Owner = owner };
                }
            }
        }
    }

    private bool IsOfResource() => _before.Resource != _after.Resource || _before.ResourceControl != _after.ResourceControl;

    private IEnumerable<World> OwnPolicies(string caller)
    {
        var both = new World(_old, _new, _before.Owner);
        switch (caller)
        {
            case OpeningUniverse.Session:
                yield return both;
                yield break;
            case OpeningUniverse.OtherSession:
                yield return both.With(set => set with { SessionPolicies = [] });
                yield break;
            case OpeningUniverse.OtherRoleSession:
                foreach (var isBounded in new[] { false, true })
                {
                    World Bounded(World world) => world.With(set => set with { SessionPolicies = [], PermissionsBoundaries = isBounded ? set.PermissionsBoundaries : [] });
                    yield return Bounded(both.With(set => set with { Identity = Shared(set) }));
                    yield return Bounded(both.With(set => set with { Identity = [.. Shared(set), s_all] }));
                    if (_before.FirstIsShared)
                    {
                        yield return Bounded(both.With(set => set with { Identity = [] }));
                        yield return Bounded(both.With(set => set with { Identity = [s_all] }));
                    }
                }

                // Other accounts below the same level have other levels below it, and policies of their own.
                for (var levels = 0; levels < _old.ServiceControl.Count; levels++)
                {
                    var taken = levels;
                    yield return both.With(set => set with { Identity = [], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [.. set.ServiceControl.Take(taken)] }) with { IsPossible = taken > 0 };
                    yield return both.With(set => set with { Identity = [s_all], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [.. set.ServiceControl.Take(taken)] }) with { IsPossible = taken > 0 };
                }

                yield break;
            default:
                yield return both.With(set => set with { Identity = [], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [] });
                yield return both.With(set => set with { Identity = [s_all], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [] });
                yield break;
        }
    }

    private static IReadOnlyList<AttachedPolicy> Shared(PolicySet set) => [.. set.Identity.Where(policy => policy.Id is not null)];

    private static string Write(OpenedAccess part) =>
        $"{part.Principal} | {string.Join(", ", part.Actions)} | {string.Join(", ", part.Resources)} | {string.Join("; ", part.Conditions)} | {part.Example}";

    private static string Text(LayeredPolicies policies) => new JsonObject
    {
        ["identity"] = Nodes(policies.Identity),
        ["shared"] = policies.FirstIsShared,
        ["boundaries"] = Nodes(policies.Boundaries),
        ["session"] = Nodes(policies.Session),
        ["scp"] = Nodes(policies.ServiceControl),
        ["rcp"] = Nodes(policies.ResourceControl),
        ["resource"] = policies.Resource is null ? null : Nodes([policies.Resource]),
    }.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonArray Nodes(IReadOnlyList<IReadOnlyList<string>> policies) =>
        [.. policies.Select(policy => (JsonNode?)new JsonArray([.. policy.Select(statement => JsonNode.Parse(statement))]))];

    private sealed record World(PolicySet Before, PolicySet After, string Owner)
    {
        // What is tried only to see whether a claim may be true.
        public bool IsPossible { get; init; } = true;

        public World With(Func<PolicySet, PolicySet> change) => this with { Before = change(Before), After = change(After) };
    }
}
