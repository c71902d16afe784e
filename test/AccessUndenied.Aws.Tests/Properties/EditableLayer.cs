namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>The policies of one member of a request, or of one node of an organization in it.</summary>
/// <param name="Member">The member, such as <c>identityPolicies</c>.</param>
/// <param name="Target">The node; null for other members.</param>
/// <param name="Policies">The policies.</param>
internal sealed record EditableLayer(string Member, string? Target, List<EditablePolicy> Policies)
{
    /// <summary>Whether statements of this kind of policy name whom they speak of.</summary>
    public bool NamesPrincipals => Member is "resourcePolicy" or "resourceControlPolicies" or "vpcEndpointPolicies";

    public bool IsSession => Member == "sessionPolicies";
}
