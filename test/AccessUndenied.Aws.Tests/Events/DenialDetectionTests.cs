using System.Text.Json;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Events;

public sealed class DenialDetectionTests
{
    [TestCaseSource(nameof(Cases))]
    public void IsDenial_CaseFile_AgreesWithExpected(string code, string message, string source, string operation, bool denial) =>
        DenialDetection.IsDenial(code, message, source, operation).Should().Be(denial);

    [TestCase("AccessDenied", "AccessDenied")]
    [TestCase("Client.UnauthorizedOperation", "UnauthorizedOperation")]
    [TestCase("com.example#KMSAccessDeniedFault", "KMSAccessDenied")]
    [TestCase("a:AuthorizationErrorException", "Authorization")]
    [TestCase("Exception", "Exception")]
    [TestCase("", "")]
    public void Normalize_Code_IsItsLastPartWithoutSuffixes(string code, string expected) =>
        DenialDetection.Normalize(code).ToString().Should().Be(expected);

    private static IEnumerable<TestCaseData> Cases()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Cases", "Events", "DenialDetection.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            yield return new TestCaseData(Text("code"), Text("message"), Text("source"), Text("operation"), entry.GetProperty("denial").GetBoolean())
                .SetName($"IsDenial_{Text("rule")}_{Text("name")}");

            string Text(string member) => entry.TryGetProperty(member, out var value) ? value.GetString()! : "";
        }
    }
}
