using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What is to be collected into a snapshot, and where it is written.</summary>
public sealed class SnapshotCollection
{
    /// <summary>The snapshot's file; what was read before it is whole is kept in a folder of the same name with <c>.parts</c> after it.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The accounts whose users, roles and policies are read; none for the caller's own.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Requests whose resources and endpoints are read too; null for none.</summary>
    internal IAsyncEnumerable<AuthorizationRequest>? Requests { get; init; }

    /// <summary>Refusals whose resources and endpoints are read too, and AWS's own records of them; null for none.</summary>
    public IAsyncEnumerable<SnapshotDenial>? Denials { get; init; }

    /// <summary>Further resources whose policies and tags are read, by ARN.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>A file such as <c>scp_data.json</c> to take the organization from; null to read it from AWS.</summary>
    public string? OrganizationPath { get; init; }
}
