using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>How the policies of one kind of resource are read: which operation, how the ARN becomes its parameters, where the policy stands in the answer.</summary>
/// <remarks>
/// Shape: <c>Resource</c> is the last field of the ARN, as <see cref="ArnShape"/> reads it. <c>Call</c> is, for JSON and query protocols, the members
/// of the request (<c>ResourceArn={arn}</c>, joined by <c>&amp;</c>); for REST protocols the method, the path with its query, and then members of a body:
/// <c>GET /vaults/{vault}/access-policy</c>. In both, <c>{arn}</c>, <c>{account}</c> and <c>{region}</c> are the resource's, every other name is one of the
/// pattern's. <c>Policy</c> is where the document stands, as <see cref="AnswerPath"/> reads it.
/// </remarks>
internal sealed class PolicyRow
{
    public PolicyRow(AwsService service, string arnService, string resource, string operation, string call, string policy)
    {
        Service = service;
        ArnService = arnService;
        Resource = new(resource);
        Operation = operation;
        Call = PolicyCall.Parse(call, IsRest(service));
        Policy = new(policy);
    }

    /// <summary>What is asked.</summary>
    public AwsService Service { get; }

    /// <summary>The service's namespace in ARNs.</summary>
    public string ArnService { get; }

    /// <summary>Which of its resources.</summary>
    public ArnShape Resource { get; }

    /// <summary>The operation, such as <c>GetResourcePolicy</c>.</summary>
    public string Operation { get; }

    /// <summary>What is sent.</summary>
    public PolicyCall Call { get; }

    /// <summary>Where the policy stands.</summary>
    public AnswerPath Policy { get; }

    /// <summary>Such resources in words, for the documentation.</summary>
    public required string Words { get; init; }

    /// <summary>AWS's page on the operation.</summary>
    public required string Page { get; init; }

    /// <summary>The codes of the errors that say that there is no policy.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>The word before "not found" where the same code says that the resource itself is missing; null where the service does not tell.</summary>
    public string? Missing { get; init; }

    /// <summary>What every answer has, with a policy or without; null where there is no answer without one, but an error.</summary>
    public AnswerPath? Always { get; init; }

    /// <summary>A member and the value that it has where the policy is in force; null where it always is.</summary>
    public (string Member, string Value)? InForce { get; init; }

    /// <summary>Where the mark of the next page stands, and is put in the next request; null where there is one page.</summary>
    public string? NextPage { get; init; }

    /// <summary>The permission that it needs, where that is not named after the operation.</summary>
    public string? OwnPermission { get; init; }

    /// <summary>The headers that it needs.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What stands before the host's name; null for nothing.</summary>
    public string? HostPrefix { get; init; }

    /// <summary>The region that all such resources are asked for in; null for the resource's own.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the service escapes the document once more than its protocol asks for.</summary>
    public bool IsEscaped { get; init; }

    /// <summary>Other resources on which the policy has a say, which name it by the same parts.</summary>
    public IReadOnlyList<ArnShape> Covers { get; init; } = [];

    /// <summary>The permission that the call needs.</summary>
    public string Permission => OwnPermission ?? $"{Service.Prefix}:{Operation}";

    private static bool IsRest(AwsService service) => service.Protocol is AwsProtocol.RestJson or AwsProtocol.RestXml;
}
