using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Contracts;

/// <summary>Requests that the contracts are asked with.</summary>
internal static class ContractRequests
{
    /// <summary>A role of the sample organization sends to its queue.</summary>
    public static AuthorizationRequest OfSample { get; } = new()
    {
        Principal = AwsPrincipal.TryParse("arn:aws:iam::123456789012:role/service/app-orders", out var caller) ? caller : Principal.Anonymous,
        Action = "sqs:SendMessage",
        Resource = new("arn:aws:sqs:eu-west-1:123456789012:orders-intake", "123456789012", "eu-west-1"),
    };
}
