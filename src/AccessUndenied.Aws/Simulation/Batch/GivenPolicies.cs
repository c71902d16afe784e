namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>The kinds of policy that a request gives itself.</summary>
[Flags]
internal enum GivenPolicies
{
    None = 0,
    Identity = 1,
    PermissionsBoundary = 2,
    Session = 4,
    Resource = 8,
    ServiceControl = 16,
    ResourceControl = 32,
    VpcEndpoint = 64,
    PrincipalInManagementAccount = 128,
    ResourceInManagementAccount = 256,
    PublicAccessBlock = 512,
}
