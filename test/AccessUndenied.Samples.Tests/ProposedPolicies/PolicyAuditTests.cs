using System.Text.Json;
using AccessUndenied.Replays;
using AccessUndenied.Samples.ProposedPolicies;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.ProposedPolicies;

/// <summary>The sample that runs a proposed policy beside production.</summary>
public sealed class PolicyAuditTests
{
    [Test]
    public async Task AuditAsync_EventsOfTheSampleTrail_TellsOfThoseThatWouldBeDenied()
    {
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(Path.Combine(data, "snapshot.json"));
        await using var provider = services.BuildServiceProvider();
        var audit = new PolicyAudit(provider.GetRequiredService<IReplay>(), ChangeFile.Read(Path.Combine(data, "proposed-scp.json")));
        using var trail = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(data, "trail.json")));

        var lines = new List<string>();
        foreach (var record in trail.RootElement.GetProperty("Records").EnumerateArray())
        {
            if (await audit.AuditAsync($$"""{"detail-type":"AWS API Call via CloudTrail","detail":{{record.GetRawText()}}}""") is { } line)
            {
                lines.Add(line);
            }
        }

        lines.Should().HaveCount(3).And.OnlyContain(line => line.Contains("\"After\":\"explicitDeny\"", StringComparison.Ordinal));
    }
}
