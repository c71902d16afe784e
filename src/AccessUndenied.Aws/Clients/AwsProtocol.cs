namespace AccessUndenied.Aws.Clients;

/// <summary>How a service writes requests and answers.</summary>
/// <remarks>Source: Smithy 2.0, "AWS protocols".</remarks>
internal enum AwsProtocol
{
    /// <summary>Form parameters in, XML out; errors in <c>ErrorResponse</c>.</summary>
    Query,

    /// <summary>Form parameters in, XML out; errors in <c>Response</c>.</summary>
    Ec2,

    /// <summary>JSON in and out; the operation stands in the header <c>X-Amz-Target</c>.</summary>
    Json10,

    /// <summary>The same with another media type.</summary>
    Json11,

    /// <summary>JSON out; the operation is method and path.</summary>
    RestJson,

    /// <summary>XML out; the operation is method and path.</summary>
    RestXml,
}
