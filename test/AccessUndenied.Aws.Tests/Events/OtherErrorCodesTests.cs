using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>What failed and was no denial is counted by its error code.</summary>
public sealed class OtherErrorCodesTests
{
    private const string SignIn = """
        {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","accountId":"111111111111","userName":"a"},"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","errorMessage":"Failed authentication","responseElements":{"ConsoleLogin":"Failure"},"eventID":"s1"}
        """;

    [TestCase("ThrottlingException", "ThrottlingException")]
    [TestCase("Client.InvalidPermission.NotFound", "Client.InvalidPermission.NotFound")]
    [TestCase("com.amazonaws.kms#InvalidCiphertextException", "InvalidCiphertextException")]
    [TestCase("ResourceNotFoundException:http://internal.amazon.com/coral/", "ResourceNotFoundException")]
    [TestCase("no code, but \\u001b[31m words", "")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "")]
    public async Task ReadAsync_OtherError_IsCountedByItsCode(string code, string name)
    {
        var (_, summary) = await Trail.Read(Trail.Throttled("t1").Replace("ThrottlingException", code, StringComparison.Ordinal));

        summary.OtherErrorCodes.Should().Equal(new Dictionary<string, long> { [name] = 1 });
    }

    [Test]
    public async Task ReadAsync_FailedSignIn_IsCountedByItsOperation()
    {
        var (_, summary) = await Trail.Read($"{SignIn}\n{SignIn}\n{Trail.Succeeded("x")}");

        summary.OtherErrorCodes.Should().Equal(new Dictionary<string, long> { ["failed ConsoleLogin"] = 2 });
    }

    [Test]
    public async Task ReadAsync_ManyCodes_KeepsSomeAndCountsAll()
    {
        var records = Enumerable.Range(0, 1000).Select(i => Trail.Throttled($"t{i}").Replace("ThrottlingException", $"Code{i}", StringComparison.Ordinal));
        var (_, summary) = await Trail.Read(Trail.Records([.. records]));

        summary.OtherErrorCodes.Should().HaveCountLessThanOrEqualTo(201);
        summary.OtherErrorCodes.Values.Sum().Should().Be(1000);
    }

    [Test]
    public async Task KeptSummary_ReadAgain_HasTheSameCodes()
    {
        var (_, summary) = await Trail.Read($"{SignIn}\n{Trail.Throttled("x")}");

        KeptSummary.Read(KeptSummary.Write(summary, null), out _).OtherErrorCodes.Should().BeEquivalentTo(summary.OtherErrorCodes);
    }

    [Test]
    public void KeptSummary_OfAnOlderVersion_CountsWhatHasNoName()
    {
        var older = """{"denied":0,"bad":0,"succeeded":1,"otherErrors":3,"files":1,"digestFiles":0,"passedOver":null,"parts":[]}"""u8.ToArray();

        KeptSummary.Read(older, out _).OtherErrorCodes.Should().Equal(new Dictionary<string, long> { [""] = 3 });
    }
}
