namespace AccessUndenied.Requests;

/// <summary>The fixed texts of <see cref="PolicyLayer"/>, on which snapshots, reports and other programs rely.</summary>
public static class PolicyLayerTexts
{
    /// <summary>The text of <paramref name="layer"/>, such as <c>permissionsBoundary</c>.</summary>
    public static string ToText(this PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => "identity",
        PolicyLayer.PermissionsBoundary => "permissionsBoundary",
        PolicyLayer.Session => "session",
        PolicyLayer.ServiceControl => "serviceControl",
        PolicyLayer.ResourceControl => "resourceControl",
        PolicyLayer.VpcEndpoint => "vpcEndpoint",
        PolicyLayer.RoleTrust => "roleTrust",
        _ => "resource",
    };

    /// <summary>Reads what <see cref="ToText"/> gives; null for any other text.</summary>
    public static PolicyLayer? Parse(string? text)
    {
        foreach (var layer in Enum.GetValues<PolicyLayer>())
        {
            if (layer.ToText() == text)
            {
                return layer;
            }
        }

        return null;
    }
}
