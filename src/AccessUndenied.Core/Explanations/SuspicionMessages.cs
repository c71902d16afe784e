using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Text;

namespace AccessUndenied.Explanations;

/// <summary>What is said where one call means several requests.</summary>
internal static class SuspicionMessages
{
    /// <summary>How many suspects are told before the rest is only counted.</summary>
    private const int MostSuspects = 6;

    public static Note LeftAlone(AuthorizationRequest request) => new(
        "left-alone",
        $"All that the call is known to need is allowed; what is left is {request.Action} on {request.Resource}, so that its refusal is inferred.") { Actions = [request.Action] };

    public static Note WhatIsLeft(IReadOnlyList<EvaluatedRequest> suspects) => new(
        "what-is-left",
        $"All that the call is known to need is allowed; what is left is {Suspected(suspects)}, which the policies at hand do not "
            + "allow.") { Actions = [.. suspects.Select(one => one.Request.Action)] };

    public static Note MayNeedToo(IReadOnlyList<EvaluatedRequest> suspects) => new(
        "may-need-too",
        $"The call may also need {Suspected(suspects)}, which the policies at hand do not allow.") { Actions = [.. suspects.Select(one => one.Request.Action)] };

    public static Note NotJudged(IReadOnlyList<EvaluatedRequest> unjudged) => new(
        "not-judged",
        $"The call may also need {Suspected(unjudged)}; whether policies allow that, nothing at hand tells.");

    // Those of one reason are told together.
    private static string Suspected(IReadOnlyList<EvaluatedRequest> suspects)
    {
        var told = suspects.Take(MostSuspects).GroupBy(Why, StringComparer.Ordinal)
            .Select(group => Sentences.List([.. group.Select(one => $"{one.Request.Action} on {one.Request.Resource}")]) + group.Key).ToList();
        var list = Sentences.List(told);
        return suspects.Count > MostSuspects ? $"{list}, {Counts.AndMore(suspects.Count - MostSuspects)}" : list;
    }

    private static string Why(EvaluatedRequest suspect) =>
        suspect.Request is { Need: RequestNeed.Possible, Provenance.Notes: [var reason, ..] } ? $" ({reason.Text})"
        : suspect.IsUndecided ? " (the policies hang on values that the record does not tell)"
        : "";
}
