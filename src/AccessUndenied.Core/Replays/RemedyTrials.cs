using System.Text;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>All remediations that are tried at once, found by what they change.</summary>
internal sealed class RemedyTrials
{
    private readonly List<RemedyTrial> _trials = [];
    private readonly Dictionary<string, int> _byChanges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byTarget = new(StringComparer.Ordinal);
    private readonly List<int> _anywhere = [];

    public bool IsEmpty => _trials.Count == 0;

    public RemedyTrial this[int number] => _trials[number];

    /// <summary>The trial of <paramref name="remediation"/>, which its results share; null with the reason where it cannot be tried.</summary>
    public RemedyTrial? Add(Remediation remediation, FindingNames? own, out string? why)
    {
        if (RemedyChanges.Of(remediation, out why) is not { } changes)
        {
            return null;
        }

        var key = own is null ? KeyOf(remediation) : "";
        if (own is null && _byChanges.TryGetValue(key, out var known))
        {
            return _trials[known];
        }

        var trial = new RemedyTrial(remediation, changes) { OwnNames = own };
        var number = _trials.Count;
        _trials.Add(trial);
        if (own is null)
        {
            _byChanges.Add(key, number);
        }

        foreach (var target in changes.Select(change => change.Target).Distinct(StringComparer.Ordinal))
        {
            Index(target, number);
        }

        return trial;
    }

    /// <summary>The numbers of those whose changes could have a say on <paramref name="request"/>.</summary>
    public IEnumerable<int> For(AuthorizationRequest request, PolicySet policies)
    {
        var caller = policies.ResolvedPrincipal ?? request.Principal;
        var carriers = new[] { caller.EntityId, caller.Id, policies.ResourceCarrierId, policies.ResourcePolicy?.AttachedTo, request.NetworkEndpointId }
            .Concat(policies.CallerGroups).Concat(policies.CallerNodes).Concat(policies.ResourceNodes)
            .Concat(policies.ServiceControl.Concat(policies.ResourceControl).SelectMany(node => new[] { node.Id, node.AttachmentTarget }));
        return carriers.OfType<string>().SelectMany(carrier => _byTarget.GetValueOrDefault(carrier) ?? []).Concat(_anywhere);
    }

    private void Index(string? target, int number)
    {
        if (target is null)
        {
            _anywhere.Add(number);
            return;
        }

        if (!_byTarget.TryGetValue(target, out var numbers))
        {
            _byTarget.Add(target, numbers = []);
        }

        numbers.Add(number);
    }

    private static string KeyOf(Remediation remediation)
    {
        var key = new StringBuilder();
        foreach (var change in remediation.Changes)
        {
            key.Append((int)change.Layer).Append('\u001F').Append(change.AttachmentTarget).Append('\u001F').Append(change.Policy?.Id).Append('\u001F').Append(change.Policy?.Name)
                .Append('\u001F').Append(change.Document.Length > 0 ? change.Document : change.Json).Append('\u001E');
        }

        // What it opens belongs to the request that it was made for.
        foreach (var opened in remediation.OpensExactly)
        {
            key.Append(opened.Principal).Append('\u001F').AppendJoin('\u001F', opened.Actions).Append('\u001F').AppendJoin('\u001F', opened.Resources).Append(opened.Example is null).Append('\u001E');
        }

        return key.ToString();
    }
}
