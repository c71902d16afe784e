using System.Reflection;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Conditions;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.DependencyInjection;

/// <summary>Every default gives way to a user's own.</summary>
[TestFixture(typeof(IRequestResolver))]
[TestFixture(typeof(IPolicySource))]
[TestFixture(typeof(IConditionKeyRegistry))]
[TestFixture(typeof(IConditionKeyProvider))]
[TestFixture(typeof(ISimulator))]
[TestFixture(typeof(INearMissHints))]
[TestFixture(typeof(IPolicyDialect))]
[TestFixture(typeof(IResourcePolicyProvider))]
[TestFixture(typeof(IAccessDeniedAnalyzer))]
public sealed class ReplacementTests<TPort>
    where TPort : class
{
    [Test]
    public async Task Register_AfterTheDefaults_TheLastOneIsUsed()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(SampleOrganization.SnapshotPath);
        services.AddSingleton(Own());

        (await AnalyzeAsync(services)).Should().BeOfType<OwnPortCalledException>();
    }

    [Test]
    public async Task Register_BeforeTheDefaults_TheDefaultGivesWay()
    {
        var services = new ServiceCollection();
        services.AddSingleton(Own());
        services.AddAccessUndenied().UseAwsEvents();
        if (typeof(TPort) != typeof(IPolicySource))
        {
            services.AddSingleton<IPolicySource>(provider => new AccessUndenied.Aws.Policies.SnapshotPolicySource(
                AccessUndenied.Aws.Policies.Snapshot.Open([SampleOrganization.SnapshotPath]), provider.GetServices<IResourcePolicyProvider>()));
        }

        var called = await AnalyzeAsync(services);

        if (typeof(TPort) == typeof(IConditionKeyProvider))
        {
            called.Should().BeNull("providers of condition keys stand side by side, and the last one added is asked first");
        }
        else
        {
            called.Should().BeOfType<OwnPortCalledException>();
        }
    }

    private static TPort Own() => DispatchProxy.Create<TPort, OwnPort>();

    private static async Task<Exception?> AnalyzeAsync(ServiceCollection services)
    {
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        await using var file = File.OpenRead(SampleOrganization.EventsPath);
        try
        {
            await foreach (var deniedEvent in CloudTrailReader.ReadAsync(file))
            {
                await analyzer.AnalyzeAsync(deniedEvent);
            }

            return null;
        }
        catch (OwnPortCalledException exception)
        {
            return exception;
        }
    }
}
