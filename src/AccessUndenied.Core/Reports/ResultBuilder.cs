using System.Text;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Puts what the stages found into one result.</summary>
internal static class ResultBuilder
{
    public static AnalysisResult Unusable(AccessDeniedEvent deniedEvent, string problem, RecordedAuthorization? authorization = null) => new()
    {
        EventId = deniedEvent.Id,
        EventTime = deniedEvent.Time,
        Assessment = Assessment.Error,
        ErrorMessage = problem,
        ErrorText = ErrorTexts.Readable(deniedEvent.ErrorMessage),
        Refusal = deniedEvent.Refusal,
        Request = (deniedEvent as IRequestInPart)?.RequestInPart,
        Authorization = authorization,
        Evidence = new() { Complete = false },
    };

    public static AnalysisResult Of(
        AccessDeniedEvent deniedEvent,
        IReadOnlyList<Denial> denials,
        IReadOnlyList<Remediation> remediations,
        RecordedAuthorization? authorization = null,
        CallerSession? session = null,
        PolicyTimeline? history = null)
    {
        var (request, _, simulation, explanation) = denials[0];
        return new()
        {
            EventId = deniedEvent.Id,
            EventTime = deniedEvent.Time,
            Assessment = explanation.Assessment,
            ErrorMessage = explanation.Assessment == Assessment.InvalidAction ? deniedEvent.ErrorMessage : explanation.Error,
            ErrorText = ErrorTexts.Readable(deniedEvent.ErrorMessage),
            Refusal = explanation.Refusal,
            PoliciesToAdd = PoliciesToAdd(remediations, explanation.Evidence),
            ExplicitDenyPolicies = [.. explanation.Causes.Where(cause => cause.Decision == Decision.ExplicitDeny).Select(Deny)],
            Request = request,
            Layers = simulation.Layers,
            Causes = explanation.Causes,
            NearMisses = explanation.NearMisses,
            Remediations = remediations,
            Evidence = explanation.Evidence,
            Session = session,
            History = history,
            Authorization = authorization,
            AlsoRefused = [.. denials.Skip(1).Select(Refused)],
        };
    }

    private static RefusedRequest Refused(Denial denial) => new()
    {
        Request = denial.Request,
        Assessment = denial.Explanation.Assessment,
        Causes = denial.Explanation.Causes,
        NearMisses = denial.Explanation.NearMisses,
    };

    // What is added beside what is there. A statement that was rewritten is none to add: it would stand there twice.
    private static IReadOnlyList<PolicyToAdd> PoliciesToAdd(IReadOnlyList<Remediation> remediations, Evidence evidence) =>
        !evidence.Notes.Any(note => note.Id == RemedyMessages.NeverAllowedId)
        && remediations.FirstOrDefault(remediation => remediation is { Kind: RemediationKind.Grant, Changes.Count: > 0 }
            && remediation.Changes.All(change => change.IsAddition || change.StandsAlone is not null)) is { } best
            ? [.. best.Changes.Select(change => new PolicyToAdd(TargetOf(change), change.IsAddition ? change.Json : change.StandsAlone!))]
            : [];

    // Other programs expect the identifier of what lacks the allow, also where it must be changed by other means, which the plan names.
    private static string? TargetOf(PolicyChange change) =>
        change.Layer == PolicyLayer.Identity ? change.CauseTarget ?? change.AttachmentTarget : change.AttachmentTarget;

    private static ExplicitDenyPolicy Deny(Cause cause) => new(
        cause.PolicyId,
        cause.Policy is { Name.Length: > 0 } policy ? policy.Name : null,
        cause.AttachedTo,
        cause.Statement is { } statement ? Encoding.UTF8.GetString(statement.Json.Span) : null);
}
