using Amazon.Runtime;

namespace AccessUndenied.Aws.Clients;

/// <summary>One request, in the words of HTTP.</summary>
internal sealed class AwsRequest : AmazonWebServiceRequest
{
    public AwsRequest(string operation) => Operation = operation;

    /// <summary>The operation's name, such as <c>GetRole</c>.</summary>
    public string Operation { get; }

    public string Method { get; init; } = "POST";

    /// <summary>The path, with places such as <c>{FunctionName}</c> that <see cref="PathValues"/> fill.</summary>
    public string Path { get; init; } = "/";

    public IReadOnlyList<(string Name, string Value)> PathValues { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What is put before the host name; null for nothing.</summary>
    public string? HostPrefix { get; init; }

    public byte[]? Body { get; init; }
}
