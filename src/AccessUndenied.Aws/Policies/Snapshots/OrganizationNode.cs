namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>A root, an organizational unit or an account of an organization, as <c>scp_data.json</c> has it.</summary>
internal sealed record OrganizationNode
{
    public required string Id { get; init; }

    public string? Arn { get; init; }

    public string? Name { get; init; }

    /// <summary>The id of the node above; null for the root.</summary>
    public string? Parent { get; init; }

    /// <summary>The service control policies, an array; null when the file does not say.</summary>
    public JsonSlice? ServiceControl { get; init; }

    /// <summary>The resource control policies, an array; null when the file does not say.</summary>
    public JsonSlice? ResourceControl { get; init; }

    public string? OrganizationId { get; init; }

    public string? ManagementAccountId { get; init; }

    /// <summary>This node, with what only <paramref name="earlier"/> says of it.</summary>
    public OrganizationNode Over(OrganizationNode earlier) => this with
    {
        Arn = Arn ?? earlier.Arn,
        Name = Name ?? earlier.Name,
        ServiceControl = ServiceControl ?? earlier.ServiceControl,
        ResourceControl = ResourceControl ?? earlier.ResourceControl,
        OrganizationId = OrganizationId ?? earlier.OrganizationId,
        ManagementAccountId = ManagementAccountId ?? earlier.ManagementAccountId,
    };
}
