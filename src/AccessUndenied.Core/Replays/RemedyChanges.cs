using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>The changes of a remediation as proposed changes.</summary>
internal static class RemedyChanges
{
    // Beside the policies that are there, under a name that none of them has.
    private const string NameOfNew = "proposed by access-undenied";

    /// <summary>The changes; null with the reason where they cannot be made of what is known.</summary>
    public static IReadOnlyList<ProposedChange>? Of(Remediation remediation, out string? why)
    {
        var changes = new List<ProposedChange>();
        foreach (var change in remediation.Changes)
        {
            why = WhyNot(change);
            if (why is not null || Of(change, out why) is not { } proposed)
            {
                return null;
            }

            changes.Add(proposed);
        }

        why = null;
        return changes;
    }

    private static string? WhyNot(PolicyChange change) => change switch
    {
        { Layer: PolicyLayer.Session } => OutcomeMessages.SessionIsOver,
        { HasPlaceholders: true } => OutcomeMessages.PlaceholdersToFill,
        { CurrentDocumentKnown: false } => OutcomeMessages.PolicyNotRead,
        { AttachmentTarget: null, Policy.Id: null } => OutcomeMessages.NoPlaceForChange,
        _ => null,
    };

    private static ProposedChange? Of(PolicyChange change, out string? why)
    {
        why = null;
        if (change is PolicyChange.AttachPolicy { Attached: var attached })
        {
            return new() { Kind = ChangeKind.Attach, Layer = change.Layer, Target = change.AttachmentTarget, PolicyName = attached.Name, PolicyArn = attached.Id, Document = attached.Document };
        }

        PolicyDocument document;
        try
        {
            document = PolicyDocument.Parse(change.Document.Length > 0 ? change.Document : change.Json);
        }
        catch (PolicyFormatException exception)
        {
            why = exception.Message;
            return null;
        }

        // A policy with an identifier of its own changes wherever it is attached.
        var isShared = change.Policy is { Id: not null, Origin: PolicyOrigin.Managed or PolicyOrigin.Organization };
        return new()
        {
            Kind = ChangeKind.Put,
            Layer = change.Layer,
            Target = isShared ? null : change.AttachmentTarget,
            PolicyName = isShared ? null : change.Policy is { } policy ? policy.Name : NameOfNew,
            PolicyArn = isShared ? change.Policy!.Id : null,
            Document = document,
        };
    }
}
