using System.Diagnostics;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Compares what was computed to open with what opens when every request of the small world is asked before and after.</summary>
/// <remarks>
/// What nobody knows (others' own policies, the policies of other buckets) is tried each way: whatever opens in one of the worlds must be claimed,
/// and what is claimed must open in one of them.
/// </remarks>
internal sealed class OpeningJudge
{
    private static readonly AwsPolicyDialect s_rules = new();
    private static readonly LocalSimulator s_simulator = new();

    private readonly LayeredPolicies _before;
    private readonly LayeredPolicies _after;
    private readonly OpeningPoint _event;
    private readonly OpeningWorlds _worlds;
    private readonly List<OpenedReader> _parts;
    private bool? _isSessionSpecial;

    public OpeningJudge(LayeredPolicies before, LayeredPolicies after, OpeningPoint point)
    {
        _before = before;
        _after = after;
        _event = point;
        var documents = new Dictionary<string, PolicyDocument>(StringComparer.Ordinal);
        var (old, changed) = (before.ToPolicySet(documents), after.ToPolicySet(documents));
        var start = Stopwatch.GetTimestamp();
        Result = OpenedAccessFinder.Of([(point.Of(OpeningQuestions.PrincipalOf(OpeningUniverse.Session), before.Owner), old, changed)], s_rules);
        Computing = Stopwatch.GetElapsedTime(start);
        _worlds = new(old, changed, before, after);
        _parts = [.. Result.Parts.Select(part => new OpenedReader(part))];
    }

    /// <summary>How long it took to compute what opens.</summary>
    public TimeSpan Computing { get; }

    public OpenedAccessResult Result { get; }

    /// <summary>How many requests opened, of all that were asked.</summary>
    public int Opened { get; private set; }

    public int Asked { get; private set; }

    /// <summary>What differs, in words; empty when nothing does.</summary>
    public List<string> Differences(Func<OpeningPoint, bool> choose, bool everybody = true)
    {
        var differences = new List<string>();
        var chosen = Enumerable.Range(0, OpeningUniverse.Points.Count).Where(at => choose(OpeningUniverse.Points[at])).ToList();
        foreach (var caller in OpeningQuestions.Callers)
        {
            if ((caller == OpeningUniverse.OtherSession && !IsSessionSpecial) || (!everybody && caller is not (OpeningUniverse.Session or OpeningUniverse.OtherSession)))
            {
                continue;
            }

            var claimed = _parts.FindAll(part => Covers(part.Part.Principal, caller));
            var (inside, outside) = (_worlds.Of(caller, true), _worlds.Of(caller, false));
            foreach (var at in chosen)
            {
                Compare(caller, at, claimed, OpeningUniverse.IsInside(OpeningUniverse.Points[at]) ? inside : outside, differences);
            }
        }

        return differences;
    }

    private void Compare(string caller, int at, List<OpenedReader> parts, List<OpeningWorld> worlds, List<string> differences)
    {
        var point = OpeningUniverse.Points[at];
        var context = OpeningQuestions.ContextsOf(caller)[at];
        var holding = parts.FindAll(part => part.Contains(point.Action, point.Resource, context));
        Asked++;
        var opens = worlds.Find(world => Opens(caller, at, world));
        Opened += opens is null ? 0 : 1;
        if (opens is not null && holding.Count == 0 && (opens.IsPossible || worlds.Exists(world => world.IsPossible && Opens(caller, at, world))))
        {
            differences.Add($"not claimed: {caller} {point}");
        }

        // Which other resources a resource control policy reaches is not known, and claimed at its widest.
        if (opens is null && (OpeningUniverse.IsInside(point) || _before.ResourceControl == _after.ResourceControl) && holding.Find(part => IsJudged(part, caller)) is { } wrong)
        {
            differences.Add($"does not open: {caller} {point} of {Write(wrong.Part)}");
        }
    }

    private static bool Opens(string caller, int at, OpeningWorld world)
    {
        var request = OpeningQuestions.Of(caller, world.Owner)[at];
        return s_simulator.Decide(request, world.After).Decision == Decision.Allowed && s_simulator.Decide(request, world.Before).Decision != Decision.Allowed;
    }

    /// <summary>The same question to the plain evaluator, for one request of the caller.</summary>
    public string? SecondOpinion(OpeningPoint point)
    {
        var plainBefore = PlainEvaluator.Evaluate(_before.ToPlain(OpeningUniverse.Session, point)).Decision;
        var plainAfter = PlainEvaluator.Evaluate(_after.ToPlain(OpeningUniverse.Session, point)).Decision;
        var opens = plainBefore != "allowed" && plainAfter == "allowed";
        var context = OpeningQuestions.ContextsOf(OpeningUniverse.Session)[OpeningUniverse.IndexOf(point)];
        var isClaimed = _parts.Exists(part => Covers(part.Part.Principal, OpeningUniverse.Session) && part.Contains(point.Action, point.Resource, context));
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
    private bool IsSessionSpecial => _isSessionSpecial ??= _before.Session.Count > 0
        || new[] { _before, _after }.SelectMany(policies => policies.ResourceControl.SelectMany(policy => policy).Concat(policies.Resource ?? []))
            .Any(statement => statement.Contains(OpeningUniverse.Session, StringComparison.Ordinal));

    private static bool Covers(string principal, string caller)
    {
        var isOwn = OpeningUniverse.AccountOf(caller) == OpeningUniverse.Account;
        return principal == "*" || principal == caller || principal == OpeningUniverse.EntityOf(caller)
            || ((principal.StartsWith("ou-", StringComparison.Ordinal) || principal.StartsWith("everybody", StringComparison.Ordinal)) && isOwn)
            || (OpeningUniverse.AccountOf(caller) is { } account && principal.StartsWith(account + ":", StringComparison.Ordinal));
    }

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
}
