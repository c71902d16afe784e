using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Replays;

/// <summary>What can be changed on which layer, whoever the provider is.</summary>
internal static class ChangeRules
{
    /// <summary>Why <paramref name="change"/> makes no sense, with the way out; null when it does.</summary>
    public static string? Refuse(ProposedChange change)
    {
        if (change.Target is null && change.PolicyArn is null)
        {
            return Messages.ChangeWithoutTarget;
        }

        if (change is { Target: null, Kind: ChangeKind.Attach })
        {
            return Messages.AttachWithoutTarget;
        }

        if (change is { Kind: ChangeKind.Put, Document: null })
        {
            return Messages.PutWithoutDocument;
        }

        if (change is { Adds: false, Document: not null })
        {
            return Messages.DocumentToRemove(change.Kind);
        }

        if (change.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.VpcEndpoint && change.Kind is ChangeKind.Attach or ChangeKind.Detach)
        {
            return Messages.CarriesItsPolicy(change.Layer, change.Kind);
        }

        if (change.Layer is PolicyLayer.Identity or PolicyLayer.ServiceControl or PolicyLayer.ResourceControl && change is { PolicyName: null, PolicyArn: null })
        {
            return Messages.ChangeWithoutPolicy(change.Layer);
        }

        return change.Document is { } document ? RefuseDocument(change.Layer, document) : null;
    }

    private static string? RefuseDocument(PolicyLayer layer, PolicyDocument document)
    {
        if (document.Problems.FirstOrDefault(problem => !problem.IsWarning) is { } problem)
        {
            return $"Document, {problem}";
        }

        var namesPrincipals = layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.ResourceControl or PolicyLayer.VpcEndpoint;
        var odd = document.Statements.FirstOrDefault(statement => statement.Principals is null == namesPrincipals);
        return odd is null ? null : $"Document, {odd.Position}: {Messages.PrincipalOfLayer(layer, namesPrincipals)}";
    }
}
