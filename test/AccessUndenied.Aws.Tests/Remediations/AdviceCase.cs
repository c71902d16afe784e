using System.Text.Json;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>One denial and what safe advice on it is, from <c>Cases/Remediations/Advice.json</c>.</summary>
internal sealed class AdviceCase
{
    public required JsonElement Json { get; init; }

    public static IEnumerable<TestCaseData> All() => CaseFiles.Read(Path.Combine(CaseFiles.Root, "Remediations", "Advice.json")).EnumerateArray()
        .Select(json => new AdviceCase { Json = json }).Select(entry => new TestCaseData(entry).SetArgDisplayNames(entry.ToString()));

    public string? Text(string member) => Json.TryGetProperty(member, out var value) ? value.GetString() : null;

    public bool? Flag(string member) => Json.TryGetProperty(member, out var value) ? value.GetBoolean() : null;

    public IReadOnlyList<string>? Texts(string member) =>
        Json.TryGetProperty(member, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : null;

    public (AuthorizationRequest Request, PolicySet Policies) Read()
    {
        var (request, policies) = StoryCase.Read(JsonSerializer.SerializeToUtf8Bytes(Json.GetProperty("request")));
        return (request with { Operation = Text("operation") }, policies with
        {
            Unavailable = [.. (Texts("unread") ?? []).Select(layer => new UnavailableEvidence(Enum.Parse<PolicyLayer>(layer), $"{layer} policy", "not collected"))],
        });
    }

    public static string NameOf(RemediationKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    public override string ToString() => $"{Text("rule")} {Text("name")}";
}
