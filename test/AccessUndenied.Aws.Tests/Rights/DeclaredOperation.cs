namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>An operation that a client can call.</summary>
/// <param name="Method">The client's method, such as <c>IdentityManagementClient.GetRoleAsync</c>.</param>
/// <param name="Operation">The operation as the server sees it, such as <c>iam:GetRole</c>.</param>
/// <param name="Permission">The permission that is named where it is denied.</param>
internal sealed record DeclaredOperation(string Method, string Operation, string Permission);
