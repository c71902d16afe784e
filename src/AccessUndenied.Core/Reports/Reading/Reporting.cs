using System.Text;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Reports.Reading;

/// <summary>Makes of a result what its JSON says.</summary>
internal static class Reporting
{
    public static ReportedResult Of(AnalysisResult result) => new()
    {
        EventId = result.EventId,
        AssessmentResult = result.Assessment.ToText(),
        ErrorMessage = result.ErrorMessage,
        PoliciesToAdd = result.PoliciesToAdd,
        ExplicitDenyPolicies = result.ExplicitDenyPolicies,
        Request = result.Request is { } request ? Of(request) : null,
        Causes = [.. result.Causes.Select(Of)],
        NearMisses = [.. result.NearMisses.Select(Of)],
        Remediations = [.. result.Remediations.Select(remediation => Of(remediation, withScripts: false))],
        Evidence = Of(result.Evidence),
        EventTime = result.EventTime,
        ErrorText = result.ErrorText,
        Refusal = result.Refusal,
        Layers = [.. result.Layers.Select(layer => new ReportedLayer(LayerNames.Of(layer.Layer), TextOf(layer.Decision), layer.Blocks, layer.Reason))],
        AlsoRefused = [.. result.AlsoRefused.Select(refused => Of(refused, result))],
    };

    private static ReportedRefusal Of(RefusedRequest refused, AnalysisResult result) => new()
    {
        Request = Of(refused.Request),
        AssessmentResult = refused.Assessment.ToText(),
        Reason = ResultWords.ReasonOf(refused, result),
        Causes = [.. refused.Causes.Select(Of)],
        NearMisses = [.. refused.NearMisses.Select(Of)],
    };

    /// <summary>The remediation.</summary>
    /// <param name="remediation">The remediation.</param>
    /// <param name="withScripts">Whether to write commands and templates too, each of which holds the whole policy once more.</param>
    public static ReportedRemediation Of(Remediation remediation, bool withScripts) =>
        new(remediation.Sentence, remediation.Verified, [.. remediation.Changes.Select(change => Of(change, withScripts))], remediation.Assumptions)
        {
            Opens = remediation.Opens,
            Kind = ResultWords.KindOf(remediation.Kind),
            OpensExactly = remediation.OpensExactly,
            Warnings = remediation.Warnings,
        };

    private static ReportedRequest Of(AuthorizationRequest request) => new()
    {
        Principal = request.Principal.Id,
        PrincipalType = request.Principal.Kind.ToString(),
        Action = request.Action,
        Resource = request.Resource.ToString(),
        ResourceAccount = request.Resource.AccountId,
        Context = [.. request.Context.Where(pair => pair.Value.IsKnown).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToList()))],
        ActionFoundIn = request.Provenance.ActionFrom,
        ActionCertainty = request.Provenance.ActionCertainty.ToString(),
        ResourceFoundIn = request.Provenance.ResourceFrom,
        ResourceCertainty = request.Provenance.ResourceCertainty.ToString(),
    };

    private static ReportedCause Of(Cause cause) => new()
    {
        Layer = LayerNames.Of(cause.Layer),
        Decision = TextOf(cause.Decision),
        Explanation = cause.Sentence,
        Hint = cause.Hint,
        PolicyName = NameOf(cause.Policy),
        PolicyArn = cause.PolicyId,
        AttachedTo = cause.AttachedTo,
        AttachedToName = cause.AttachedToName,
        Statement = Of(cause.Statement),
        Inferred = cause.IsInferred,
        SourcedFromMessage = cause.IsFromMessage,
    };

    private static ReportedNearMiss Of(NearMiss miss) => new()
    {
        Layer = LayerNames.Of(miss.Layer),
        FailedElement = miss.Element.ToString(),
        Explanation = miss.Sentence,
        Hint = miss.Hint,
        PolicyName = NameOf(miss.Policy),
        PolicyArn = miss.Policy.Id,
        AttachedTo = miss.Policy.AttachedTo,
        AttachedToName = miss.Policy.AttachedToName,
        UnknownKey = miss.UnknownKey,
        Statement = Of(miss.Statement),
    };

    private static ReportedChange Of(PolicyChange change, bool withScripts) => new()
    {
        Layer = LayerNames.Of(change.Layer),
        IsAddition = change.IsAddition,
        AttachmentTarget = change.AttachmentTarget,
        PolicyName = change.Policy?.Name,
        PolicyArn = change.Policy?.Id,
        StatementIndex = change.Replaces?.Index,
        Json = change.Json,
        Opens = change.Opens.Length > 0 ? change.Opens : null,
        Advice = change.Advice,
        Document = change is { Policy: not null, Document: { Length: > 0 } document } ? document : null,
        Difference = StatementDifference.Of(change),
        AccountId = change.AccountId,
        Region = change.Region,
        Scripts = withScripts ? change.Scripts : [],
    };

    private static ReportedEvidence Of(Evidence evidence) => new()
    {
        Complete = evidence.Complete,
        Unavailable = [.. evidence.Unavailable.Select(item => new ReportedUnavailable(item.Layer is { } layer ? LayerNames.Of(layer) : null, item.What, item.Why))],
        MissingContextKeys = evidence.MissingContextKeys,
        MessageAgrees = evidence.MessageAgrees,
        Notes = evidence.Notes,
    };

    private static ReportedStatement? Of(Statement? statement) =>
        statement is null ? null : new(statement.Index, statement.Sid, Encoding.UTF8.GetString(statement.Json.Span));

    private static string? NameOf(AttachedPolicy? policy) => policy is { Name.Length: > 0 } ? policy.Name : null;

    private static string TextOf(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.ExplicitDeny => "explicitDeny",
        Decision.ImplicitDeny => "implicitDeny",
        _ => "indeterminate",
    };
}
