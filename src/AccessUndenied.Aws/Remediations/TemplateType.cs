namespace AccessUndenied.Aws.Remediations;

/// <summary>The resource types by which Terraform and CloudFormation write one policy, and what a file has to state lest one of them makes another thing.</summary>
internal sealed record TemplateType
{
    /// <summary>The resource type of Terraform's AWS provider; null where none holds the policy alone.</summary>
    public string? Terraform { get; init; }

    /// <summary>The arguments beside the policy: all that are required, and all whose default would be another one's value.</summary>
    public (string Name, string Value)[] Arguments { get; init; } = [];

    /// <summary>The argument that holds the policy.</summary>
    public string Argument { get; init; } = "policy";

    /// <summary>By what an import finds the policy that is there.</summary>
    public string ImportId { get; init; } = "";

    /// <summary>Arguments that are not known here and that the provider would set anew, or replace the resource for.</summary>
    public string[] Untold { get; init; } = [];

    /// <summary>The resource type of CloudFormation; null where it has none.</summary>
    public string? CloudFormation { get; init; }

    /// <summary>The properties beside the policy: all that are required or whose update means a replacement, but for such as belong to <see cref="IsPart"/>.</summary>
    public (string Name, string Value)[] Properties { get; init; } = [];

    /// <summary>The property that holds the policy.</summary>
    public string Property { get; init; } = "PolicyDocument";

    /// <summary>The primary identifier, by which an import finds what is there.</summary>
    public (string Name, string Value)[] Identifier { get; init; } = [];

    /// <summary>Whether CloudFormation's resource is more than its policy: a stack of the policy alone would make a new key, table or role.</summary>
    public bool IsPart { get; init; }
}
