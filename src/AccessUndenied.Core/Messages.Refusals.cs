using AccessUndenied.Explanations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied;

/// <summary>What is said where one call means several requests.</summary>
internal static partial class Messages
{
    /// <summary>How many suspects are told before the rest is only counted.</summary>
    private const int MostSuspects = 6;

    // How every text of AllowedNow begins.
    private const string LastResort = "The policies at hand allow the request";

    public const string FromPolicySource = "what the policy source knows of the call's parameters";

    public static string AlsoRefused(RefusedRequest refused) => $"{refused.Request.Action} on {refused.Request.Resource}: {refused.Assessment.ToText()}";

    public static string LeftAlone(AuthorizationRequest request) =>
        $"All that the call is known to need is allowed; what is left is {request.Action} on {request.Resource}, so that its refusal is inferred.";

    public static string WhatIsLeft(IReadOnlyList<EvaluatedRequest> suspects) =>
        $"All that the call is known to need is allowed; what is left is {Suspected(suspects)}, which the policies at hand do not allow.";

    public static string MayNeedToo(IReadOnlyList<EvaluatedRequest> suspects) =>
        $"The call may also need {Suspected(suspects)}, which the policies at hand do not allow.";

    public static string NotJudged(IReadOnlyList<EvaluatedRequest> unjudged) =>
        $"The call may also need {Suspected(unjudged)}; whether policies allow that, nothing at hand tells.";

    /// <summary>Whether <paramref name="note"/> only says that policies allow what was refused.</summary>
    public static bool IsLastResort(string note) => note.StartsWith(LastResort, StringComparison.Ordinal);

    // Those of one reason are told together.
    private static string Suspected(IReadOnlyList<EvaluatedRequest> suspects)
    {
        var told = suspects.Take(MostSuspects).GroupBy(Why, StringComparer.Ordinal)
            .Select(group => Sentences.List([.. group.Select(one => $"{one.Request.Action} on {one.Request.Resource}")]) + group.Key).ToList();
        var list = Sentences.List(told);
        return suspects.Count > MostSuspects ? $"{list}, {AndMore(suspects.Count - MostSuspects)}" : list;
    }

    private static string Why(EvaluatedRequest suspect) =>
        suspect.Request is { Need: RequestNeed.Possible, Provenance.Notes: [var reason, ..] } ? $" ({reason})"
        : suspect.IsUndecided ? " (the policies hang on values that the record does not tell)"
        : "";
}
