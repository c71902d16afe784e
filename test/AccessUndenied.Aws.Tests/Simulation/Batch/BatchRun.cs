using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Tests.Simulation.Batch;

/// <summary>Runs a batch over text and gives its lines.</summary>
internal static class BatchRun
{
    private static readonly LocalSimulator s_simulator = new();

    public static string Request(string id, string action = "s3:GetObject") =>
        $$$$"""{"id":"{{{{id}}}}","principal":"arn:aws:iam::123456789012:role/app","action":"{{{{action}}}}","resource":"arn:aws:s3:::bucket/key","identityPolicies":[{"name":"p","document":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}}]}""";

    public static string[] Lines(string input, BatchSimulationOptions? options = null) => Lines(Encoding.UTF8.GetBytes(input), options);

    public static string[] Lines(byte[] input, BatchSimulationOptions? options = null) => Lines(new MemoryStream(input), options);

    public static string[] Lines(Stream input, BatchSimulationOptions? options = null)
    {
        using var output = new MemoryStream();
        var summary = new BatchSimulation(s_simulator, options).RunAsync(input, output).GetAwaiter().GetResult();
        var text = Encoding.UTF8.GetString(output.ToArray());
        text.Should().Match(written => written.Length == 0 || written.EndsWith('\n'));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        summary.Requests.Should().Be(lines.Length);
        summary.Errors.Should().Be(lines.Count(line => Error(line) is not null));
        return lines;
    }

    public static string[] Ids(IEnumerable<string> lines) => [.. lines.Select(line => Member(line, "id") ?? "-")];

    public static string? Error(string line) => Member(line, "error");

    public static string? Member(string line, string name)
    {
        using var result = JsonDocument.Parse(line);
        var member = result.RootElement.GetProperty(name);
        return member.ValueKind == JsonValueKind.Null ? null : member.ToString();
    }

    public static BatchSimulationOptions With(IPolicySource source) => new() { PolicySource = source };
}
