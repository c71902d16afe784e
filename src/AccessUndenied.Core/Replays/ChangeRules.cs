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
            return ChangeMessages.ChangeWithoutTarget;
        }

        if (change is { Target: null, Kind: ChangeKind.Attach })
        {
            return ChangeMessages.AttachWithoutTarget;
        }

        if (change is { Kind: ChangeKind.Put, Document: null })
        {
            return ChangeMessages.PutWithoutDocument;
        }

        if (change is { Adds: false, Document: not null })
        {
            return ChangeMessages.DocumentToRemove(change.Kind);
        }

        if (change.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust or PolicyLayer.VpcEndpoint && change.Kind is ChangeKind.Attach or ChangeKind.Detach)
        {
            return ChangeMessages.CarriesItsPolicy(change.Layer, change.Kind);
        }

        if (change.Layer is PolicyLayer.Identity or PolicyLayer.ServiceControl or PolicyLayer.ResourceControl && change is { PolicyName: null, PolicyArn: null })
        {
            return ChangeMessages.ChangeWithoutPolicy(change.Layer);
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
        return odd is null ? null : $"Document, {odd.Position}: {ChangeMessages.PrincipalOfLayer(layer, namesPrincipals)}";
    }
}
