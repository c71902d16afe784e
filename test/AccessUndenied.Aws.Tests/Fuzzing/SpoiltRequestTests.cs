using System.Text;
using AccessUndenied.Aws.Simulation.Batch;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>What mutated requests brought to light, each as the smallest request that shows it.</summary>
public sealed class SpoiltRequestTests
{
    private const string Start = "\"principal\":\"arn:aws:iam::111111111111:user/app\",\"action\":\"s3:GetObject\",\"resource\":\"*\"";
    private const string Deny = """{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""";
    private const string Allow = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    [TestCase("\"identityPolicies\":[{\"document\":" + Deny + ",\"document\":" + Allow + "}]", "identityPolicies[0]: has two documents")]
    [TestCase("\"serviceControlPolicies\":[{\"target\":\"r\",\"policies\":[" + Deny + "],\"policies\":[]}]", "serviceControlPolicies[0]: has \"policies\" twice")]
    [TestCase("\"context\":{\"a:B\":\"1\",\"a:B\":\"2\"}", "context.a:B: occurs twice")]
    [TestCase("\"context\":{},\"context\":{}", "context: occurs twice")]
    [TestCase("\"identityPolicies\":[\"\\\"{}\\\" x\"]", null)]
    public void Read_MemberTwice_IsRefusedAndNotLost(string members, string? error)
    {
        var request = Read($"{{{Start},{members}}}");
        request.Error.Should().NotBeNull();
        if (error is not null)
        {
            request.Error.Should().Be(error);
        }
    }

    [Test]
    public void Read_KeysTwiceAmongMany_IsRefused()
    {
        var keys = string.Join(",", Enumerable.Range(0, 40).Select(number => $"\"a:{number}\":\"1\""));
        Read($"{{{Start},\"context\":{{{keys}}}}}").Error.Should().BeNull();
        Read($"{{{Start},\"context\":{{{keys},\"a:3\":\"2\"}}}}").Error.Should().Be("context.a:3: occurs twice");
        Read($"{{{Start},\"context\":{{{keys},\"a:33\":\"2\"}}}}").Error.Should().Be("context.a:33: occurs twice");
    }

    [Test]
    public void Read_HundredThousandKeys_TakesThemAll()
    {
        var keys = string.Join(",", Enumerable.Range(0, 100_000).Select(number => $"\"a:{number:D6}\":\"1\""));
        var unknown = string.Join(",", Enumerable.Range(50_000, 100_000).Select(number => $"\"A:{number:D6}\""));

        var request = Read($"{{{Start},\"context\":{{{keys}}},\"unknownContextKeys\":[{unknown}]}}");

        request.Request!.Context["a:099999"].IsKnown.Should().BeTrue(because: "a value that is given outranks");
        request.Request.Context["a:100000"].IsUnknown.Should().BeTrue();
    }

    [Test]
    public void Read_TagUnknownBesideOneOfAnotherCase_KeepsBoth()
    {
        var request = Read($"{{{Start},\"context\":{{\"aws:PrincipalTag/team\":\"app\"}},\"unknownContextKeys\":[\"aws:principaltag/TEAM\",\"AWS:PrincipalTag/team\"]}}");
        request.Request!.Context["aws:PrincipalTag/TEAM"].IsUnknown.Should().BeTrue(because: "COND-05: tags of two cases are two tags");
        request.Request.Context["aws:PrincipalTag/team"].IsKnown.Should().BeTrue();
    }

    [Test]
    public void Read_IdOverSeveralLines_IsGivenBackInOne()
    {
        var request = Read($"{{\"id\":{{\n \"a\":\r\n [1] }},{Start}}}");
        request.Error.Should().BeNull();
        Encoding.UTF8.GetString(request.Id.Span).Should().Be("{  \"a\":   [1] }");
    }

    [TestCase(63, true)]
    [TestCase(64, false)]
    public void Read_NestedId_IsGivenBackAsDeepAsAResultMayBe(int depth, bool given)
    {
        var request = Read($"{{\"id\":{new string('[', depth)}{new string(']', depth)},{Start}}}");
        (request.Error is null, request.Id.Length > 0).Should().Be((given, given));
    }

    [Test]
    public void Read_IdThatIsNoText_IsNotGivenBack()
    {
        byte[] json = [.. "{\"id\":\"\u00E4"u8, 0xC3, .. Encoding.UTF8.GetBytes($"\",{Start}}}")];
        var request = new BatchRequestReader(new GivenDocumentCache()).Read(json);
        request.Error.Should().Be("the request holds text that is not valid UTF-8");
        request.Id.IsEmpty.Should().BeTrue();
    }

    private static BatchRequest Read(string json) => new BatchRequestReader(new GivenDocumentCache()).Read(Encoding.UTF8.GetBytes(json));
}
