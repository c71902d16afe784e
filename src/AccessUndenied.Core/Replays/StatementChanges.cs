using System.Runtime.CompilerServices;
using System.Text;
using AccessUndenied.Conditions;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Which statements apply to a request, or perhaps apply, on one side of a change alone.</summary>
/// <remarks>
/// Evaluation is monotone: where no Deny comes and no Allow goes, what was allowed stays allowed, whatever is not known of the rest;
/// and the other way round for what was denied. So a recorded outcome decides what a simulation leaves open.
/// </remarks>
internal sealed class StatementChanges
{
    // Millions of calls meet the same few statements.
    private static readonly ConditionalWeakTable<Statement, string> s_texts = [];

    private readonly List<(PolicyLayer Layer, StatementTrace Trace)> _newDenies = [];
    private readonly List<(PolicyLayer Layer, StatementTrace Trace)> _newAllows = [];

    private StatementChanges()
    {
    }

    /// <summary>The denies that the change brings, those that certainly apply first.</summary>
    public IReadOnlyList<(PolicyLayer Layer, StatementTrace Trace)> NewDenies => _newDenies;

    public IReadOnlyList<(PolicyLayer Layer, StatementTrace Trace)> NewAllows => _newAllows;

    public bool LosesAllow { get; private set; }

    public bool LosesDeny { get; private set; }

    /// <summary>Whether what was allowed is certainly allowed still.</summary>
    public bool KeepsAllowed => _newDenies.Count == 0 && !LosesAllow;

    /// <summary>Whether what was denied is certainly denied still.</summary>
    public bool KeepsDenied => _newAllows.Count == 0 && !LosesDeny;

    /// <summary>The difference between two simulations of one request.</summary>
    public static StatementChanges Between(SimulationResult before, SimulationResult after)
    {
        var changes = new StatementChanges();
        var was = Applying(before).Select(one => (One: one, Key: KeyOf(one))).ToList();
        var becomes = Applying(after).Select(one => (One: one, Key: KeyOf(one))).ToList();
        var known = was.Select(one => one.Key).ToHashSet();
        foreach (var (one, _) in becomes.Where(one => !known.Contains(one.Key)))
        {
            (one.Trace.Statement.Effect == Effect.Deny ? changes._newDenies : changes._newAllows).Add(one);
        }

        var kept = becomes.Select(one => one.Key).ToHashSet();
        foreach (var (one, _) in was.Where(one => !kept.Contains(one.Key)))
        {
            changes.LosesAllow |= one.Trace.Statement.Effect == Effect.Allow;
            changes.LosesDeny |= one.Trace.Statement.Effect == Effect.Deny;
        }

        changes.CompareLayers(before, after);
        changes._newDenies.Sort((one, other) => other.Trace.Applies.CompareTo(one.Trace.Applies));
        return changes;
    }

    // A bound that was not there bounds by its silence too.
    private void CompareLayers(SimulationResult before, SimulationResult after)
    {
        LosesAllow |= after.Layers.Any(layer => layer.Decision != Decision.Allowed && before.Find(layer.Layer) is null);
        if (before.Layers.Any(layer => layer.Decision != Decision.Allowed && after.Find(layer.Layer) is null))
        {
            LosesDeny = true;
        }

        foreach (var layer in before.Layers)
        {
            // What could not be read and what no statement decides have no trace.
            if (after.Find(layer.Layer) is { } other && layer.Decision != other.Decision && (layer.Statements.Count == 0 || other.Statements.Count == 0))
            {
                LosesAllow |= other.Decision != Decision.Allowed;
                LosesDeny |= other.Decision is Decision.Allowed or Decision.Indeterminate;
            }
        }
    }

    private static IEnumerable<(PolicyLayer Layer, StatementTrace Trace)> Applying(SimulationResult result) =>
        result.Layers.SelectMany(layer => layer.Statements.Where(trace => trace.Applies != Truth.False).Select(trace => (layer.Layer, trace)));

    private static StatementKey KeyOf((PolicyLayer Layer, StatementTrace Trace) one) =>
        new(one.Layer, one.Trace.Node?.Id, one.Trace.Policy.AttachedTo, one.Trace.Applies, TextOf(one.Trace.Statement));

    private static string TextOf(Statement statement) => s_texts.GetValue(statement, static one => Compact(one));

    // Layout says nothing: a policy in a change file is laid out otherwise than the same one in an account.
    private static string Compact(Statement statement) => Encoding.UTF8.GetString(RawJson.Compact(Encoding.UTF8.GetString(statement.Json.Span)).Span);

    private readonly record struct StatementKey(PolicyLayer Layer, string? Node, string? AttachedTo, Truth Applies, string Text);
}
