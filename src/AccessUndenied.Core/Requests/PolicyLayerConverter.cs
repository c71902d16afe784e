using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Writes a <see cref="PolicyLayer"/> as reports have it, such as <c>permissionsBoundary</c>, and reads it back.</summary>
internal sealed class PolicyLayerConverter : EnumTextConverter<PolicyLayer>
{
    /// <summary>The converter, which has no options.</summary>
    public PolicyLayerConverter()
        : base(TextOf)
    {
    }

    internal static string TextOf(PolicyLayer layer) => layer.ToText();
}
