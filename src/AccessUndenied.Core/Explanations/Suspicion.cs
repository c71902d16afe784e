using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Explanations;

/// <summary>Tells what else may be behind a refusal, where one call means several requests.</summary>
internal static class Suspicion
{
    /// <summary>The same explanation of a request that nothing but the refusal itself speaks for.</summary>
    public static Explanation Infer(Explanation explanation, AuthorizationRequest request) => explanation with
    {
        Causes = [.. explanation.Causes.Select(cause => new Cause(cause) { IsInferred = true })],
        Evidence = new Evidence(explanation.Evidence) { Complete = false, Notes = [SuspicionMessages.LeftAlone(request), .. explanation.Evidence.Notes] },
    };

    /// <summary>The explanation of what stands for the event, with the suspects named, and with what was not read for the others.</summary>
    public static Explanation Tell(Explanation explanation, Refusals refusals, IEnumerable<Denial> others)
    {
        var evidence = explanation.Evidence;
        var notes = new List<Note>(evidence.Notes);
        if (refusals.Suspected.Count > 0 && explanation.Assessment == Assessment.Allowed)
        {
            // That policies were changed since is the last resort, for those who know nothing better.
            notes.RemoveAll(note => note.Id == WitnessMessages.ChangedSinceId);
            notes.Insert(0, SuspicionMessages.WhatIsLeft(refusals.Suspected));
        }
        else if (refusals.Suspected.Count > 0)
        {
            notes.Add(SuspicionMessages.MayNeedToo(refusals.Suspected));
        }

        var unjudged = refusals.Unjudged.Where(one => !notes.Exists(note => note.Actions.Contains(one.Request.Action, StringComparer.OrdinalIgnoreCase))).ToList();
        if (unjudged.Count > 0)
        {
            notes.Insert(notes is [{ Id: WitnessMessages.ChangedSinceId }, ..] ? 0 : notes.Count, SuspicionMessages.NotJudged(unjudged));
        }

        var unavailable = others.SelectMany(other => other.Explanation.Evidence.Unavailable).Where(item => !evidence.Unavailable.Contains(item)).Distinct().ToList();
        return notes.Count == evidence.Notes.Count && unavailable.Count == 0 && refusals.Suspected.Count == 0 ? explanation : explanation with
        {
            Evidence = new Evidence(evidence)
            {
                Complete = evidence.Complete && unavailable.Count == 0,
                Unavailable = [.. evidence.Unavailable, .. unavailable],
                Notes = notes,
            },
        };
    }
}
