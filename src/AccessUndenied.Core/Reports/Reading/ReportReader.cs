using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Remediations;

namespace AccessUndenied.Reports.Reading;

/// <summary>Reads results out of JSON; members that it does not know are passed over.</summary>
internal static class ReportReader
{
    public static ReportedResult Read(JsonElement json)
    {
        var fields = new ReportedFields(json, "$");
        var details = fields.Object("ResultDetails");
        return new()
        {
            EventId = fields.Text("EventId"),
            AssessmentResult = fields.Text("AssessmentResult"),
            ErrorMessage = fields.OptionalText("ErrorMessage"),
            PoliciesToAdd = details.List("PoliciesToAdd", item => new PolicyToAdd(item.OptionalText("AttachmentTargetArn"), item.Json("Policy"))),
            ExplicitDenyPolicies = details.List("ExplicitDenyPolicies", item => new ExplicitDenyPolicy(
                item.OptionalText("PolicyArn"), item.OptionalText("PolicyName"), item.OptionalText("AttachmentTargetArn"), item.OptionalJson("PolicyStatement"))),
            Request = fields.Has("Request") ? ReadRequest(fields.Object("Request")) : null,
            Causes = fields.List("Causes", ReadCause),
            NearMisses = fields.List("NearMisses", ReadNearMiss),
            Remediations = fields.List("Remediations", ReadRemediation),
            Evidence = ReadEvidence(fields.Object("Evidence")),
            EventTime = fields.Time("EventTime"),
            ErrorText = fields.OptionalText("ErrorText"),
            Refusal = fields.Has("Refusal") ? ReadRefusal(fields.Object("Refusal")) : null,
            Layers = fields.List("Layers", item => new ReportedLayer(item.Text("Layer"), item.Text("Decision"), item.Truth("Blocks"), item.OptionalText("Reason"))),
            AlsoRefused = fields.List("AlsoRefused", ReadRefused),
        };
    }

    private static ServiceRefusal ReadRefusal(ReportedFields fields) => new()
    {
        Id = fields.Text("Id"),
        Cause = fields.Text("Cause"),
        Advice = fields.Text("Advice"),
        Page = fields.Text("Page"),
        IsCertain = fields.Truth("Certain"),
    };

    private static ReportedRefusal ReadRefused(ReportedFields fields) => new()
    {
        Request = ReadRequest(fields.Object("Request")),
        AssessmentResult = fields.Text("AssessmentResult"),
        Reason = fields.OptionalText("Reason"),
        Causes = fields.List("Causes", ReadCause),
        NearMisses = fields.List("NearMisses", ReadNearMiss),
    };

    private static ReportedRequest ReadRequest(ReportedFields fields) => new()
    {
        Principal = fields.Text("Principal"),
        PrincipalType = fields.Text("PrincipalType"),
        Action = fields.Text("Action"),
        Resource = fields.Text("Resource"),
        ResourceAccount = fields.OptionalText("ResourceAccount"),
        Context = fields.Object("Context").TextLists(),
        ActionFoundIn = fields.Text("ActionFoundIn"),
        ActionCertainty = fields.Text("ActionCertainty"),
        ResourceFoundIn = fields.Text("ResourceFoundIn"),
        ResourceCertainty = fields.Text("ResourceCertainty"),
    };

    private static ReportedCause ReadCause(ReportedFields fields) => new()
    {
        Layer = fields.Text("Layer"),
        Decision = fields.Text("Decision"),
        Explanation = fields.Text("Explanation"),
        Hint = fields.OptionalText("Hint"),
        PolicyName = fields.OptionalText("PolicyName"),
        PolicyArn = fields.OptionalText("PolicyArn"),
        AttachedTo = fields.OptionalText("AttachedTo"),
        AttachedToName = fields.OptionalText("AttachedToName"),
        Statement = ReadStatement(fields),
        Inferred = fields.Truth("Inferred"),
        SourcedFromMessage = fields.Truth("SourcedFromMessage"),
    };

    private static ReportedNearMiss ReadNearMiss(ReportedFields fields) => new()
    {
        Layer = fields.Text("Layer"),
        FailedElement = fields.Text("FailedElement"),
        Explanation = fields.Text("Explanation"),
        Hint = fields.OptionalText("Hint"),
        PolicyName = fields.OptionalText("PolicyName"),
        PolicyArn = fields.OptionalText("PolicyArn"),
        AttachedTo = fields.OptionalText("AttachedTo"),
        AttachedToName = fields.OptionalText("AttachedToName"),
        UnknownKey = fields.OptionalText("UnknownKey"),
        Statement = ReadStatement(fields),
    };

    private static ReportedStatement? ReadStatement(ReportedFields fields) =>
        fields.OptionalNumber("StatementIndex") is { } index ? new(index, fields.OptionalText("Sid"), fields.Json("Statement")) : null;

    private static ReportedRemediation ReadRemediation(ReportedFields fields) =>
        new(fields.Text("Summary"), fields.Truth("Verified"), fields.List("Changes", ReadChange), fields.Texts("Assumptions"))
        {
            Opens = fields.Texts("Opens"),
            Kind = fields.OptionalText("Kind"),
            OpensExactly = fields.List("OpensExactly", ReadOpened),
            Warnings = fields.List("Warnings", static warning => new RemediationWarning(warning.Text("Id"), warning.Text("Text"))),
        };

    private static OpenedAccess ReadOpened(ReportedFields fields) => new()
    {
        Principal = fields.Text("Principal"),
        Actions = fields.Texts("Actions"),
        Resources = fields.Texts("Resources"),
        Conditions = fields.Texts("Conditions"),
        Example = fields.OptionalText("Example"),
    };

    private static ReportedChange ReadChange(ReportedFields fields)
    {
        var isAddition = fields.Text("Change") == "add";
        return new()
        {
            Layer = fields.Text("Layer"),
            IsAddition = isAddition,
            AttachmentTarget = fields.OptionalText("AttachmentTargetArn"),
            PolicyName = fields.OptionalText("PolicyName"),
            PolicyArn = fields.OptionalText("PolicyArn"),
            StatementIndex = fields.OptionalNumber("StatementIndex"),
            Json = fields.Json(isAddition ? "Policy" : "Statement"),
            Opens = fields.OptionalText("Opens"),
            Advice = fields.OptionalText("Advice"),
            Document = fields.OptionalJson("Document"),
            Scripts = fields.List("Scripts", ReadScript),
            Difference = fields.Texts("Difference"),
            AccountId = fields.OptionalText("AccountId"),
            Region = fields.OptionalText("Region"),
        };
    }

    private static ChangeScript ReadScript(ReportedFields fields)
    {
        var script = new ChangeScript(fields.Text("Format"), fields.Text("Text")) { Heading = fields.OptionalText("Heading") ?? "" };
        return fields.OptionalText("FileName") is { } name ? script with { FileName = name } : script;
    }

    private static ReportedEvidence ReadEvidence(ReportedFields fields) => new()
    {
        Complete = fields.Truth("Complete"),
        Unavailable = fields.List("Unavailable", item => new ReportedUnavailable(item.OptionalText("Layer"), item.Text("What"), item.Text("Why"))),
        MissingContextKeys = fields.Texts("MissingContextKeys"),
        MessageAgrees = fields.OptionalTruth("MessageAgrees"),
        Notes = fields.Texts("Notes"),
    };
}
