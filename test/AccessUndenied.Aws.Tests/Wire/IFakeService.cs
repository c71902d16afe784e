namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>One service of the server.</summary>
internal interface IFakeService
{
    /// <summary>The names that requests to it are signed for.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The prefix of its actions.</summary>
    string Prefix(FakeRequest request) => request.Service;

    /// <summary>How it speaks: <c>query</c>, <c>ec2</c>, <c>json</c>, <c>rest-json</c> or <c>rest-xml</c>.</summary>
    string ProtocolOf(FakeRequest request);

    string? OperationOf(FakeRequest request) => request.Named;

    /// <summary>Answers; null for an operation that it does not have.</summary>
    FakeReply? Answer(string operation, FakeRequest request, string account);
}
