using System.Reflection;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AccessUndenied.Aws.Tests.DependencyInjection;

/// <summary>What the one line of registration gives, in every container that people use.</summary>
public sealed class RegistrationTests
{
    private static readonly Action<AccessUndeniedBuilder>[] s_ways =
    [
        Offline,
        builder => builder.UseAwsEvents(),
        builder => builder.UseAws(options => options.Region = "eu-west-1"),
        builder => builder.UseAws().UseIamSimulator(),
        builder => builder.UseSnapshot(SampleOrganization.SnapshotPath).CrossCheckSimulators(),
    ];

    [Test]
    public void Build_EveryWayInAPlainCollection_ResolvesTheAnalyzer([Range(0, 4)] int way)
    {
        var services = new ServiceCollection();
        s_ways[way](services.AddAccessUndenied());
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using var scope = provider.CreateScope();

        provider.GetRequiredService<IAccessDeniedAnalyzer>().Should().BeSameAs(scope.ServiceProvider.GetRequiredService<IAccessDeniedAnalyzer>());
    }

    [Test]
    public async Task Build_EveryWayInAHost_StartsAndResolvesTheAnalyzer([Range(0, 4)] int way)
    {
        var builder = NewHost();
        s_ways[way](builder.Services.AddAccessUndenied());
        using var host = builder.Build();

        await host.StartAsync();

        host.Services.GetRequiredService<IAccessDeniedAnalyzer>().Should().NotBeNull();
        await host.StopAsync();
    }

    [Test]
    public void AddAccessUndenied_WithoutAProvider_SaysWhatToCall()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied();
        using var provider = services.BuildServiceProvider();

        provider.Invoking(each => each.GetRequiredService<IAccessDeniedAnalyzer>()).Should().Throw<InvalidOperationException>()
            .WithMessage("No IRequestResolver is registered: AddAccessUndenied() alone does not know whose events it reads. *UseSnapshot(…)*UseSimulator<T>()*");
    }

    // Whichever comes first: what is said last of the policies holds, and what decides is said apart from them.
    [TestCase(true)]
    [TestCase(false)]
    public async Task Use_OwnSourceAndSimulator_HoldWhereverTheyAreSaid(bool isFirst)
    {
        var services = new ServiceCollection();
        var builder = services.AddAccessUndenied();
        if (isFirst)
        {
            builder.UseSimulator<SilentSimulator>();
            Offline(builder);
        }
        else
        {
            Offline(builder);
            builder.UseSimulator(_ => new SilentSimulator());
        }

        builder.UsePolicySource<EmptySource>();
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<ISimulator>().Should().BeOfType<SilentSimulator>();
        provider.GetRequiredService<IPolicySource>().Should().BeOfType<EmptySource>();
        builder.UseSnapshot(SampleOrganization.SnapshotPath);
        await using var later = services.BuildServiceProvider();
        later.GetRequiredService<IPolicySource>().Should().NotBeOfType<EmptySource>();
        later.GetRequiredService<ISimulator>().Should().BeOfType<SilentSimulator>();
    }

    [Test]
    public async Task Register_Twice_ChangesNothing()
    {
        var once = new ServiceCollection();
        Offline(once.AddAccessUndenied());
        var twice = new ServiceCollection();
        Offline(twice.AddAccessUndenied());
        Offline(twice.AddAccessUndenied());
        await using var first = once.BuildServiceProvider();
        await using var second = twice.BuildServiceProvider();

        twice.Select(service => service.ServiceType).Should().BeEquivalentTo(once.Select(service => service.ServiceType));
        ResultText.Of(await SampleOrganization.AnalyzeAsync(second)).Should().Equal(ResultText.Of(await SampleOrganization.AnalyzeAsync(first)));
    }

    [Test]
    public void UseAws_Twice_AppliesBothSettingsToOneConnection()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAws(options => options.MaxConcurrency = 2).UseAws(options => options.Region = "eu-west-1");
        using var provider = services.BuildServiceProvider();

        var options = provider.GetServices<AwsConnection>().Should().ContainSingle().Which.Options;

        (options.MaxConcurrency, options.Region).Should().Be((2, "eu-west-1"));
        provider.GetServices<IPolicySource>().Should().ContainSingle();
    }

    [Test]
    public void UseAws_OptionsOfOnesOwn_AllReachTheConnection()
    {
        var own = new AwsConnectionOptions
        {
            CrossAccountRoleName = "Reader",
            Accounts = { "222222222222" },
            AssumeRoleInAnyAccount = true,
            ManagementAccountRoleArn = "arn:aws:iam::111111111111:role/Organization",
            ExternalId = "tool-7",
            Profile = "security",
            Region = "eu-west-1",
            MaxConcurrency = 3,
            MaxCachedAnswers = 5,
            Credentials = new Amazon.Runtime.AnonymousAWSCredentials(),
            EndpointUrl = new("http://127.0.0.1:9"),
            MaxErrorRetry = 1,
            TryTimeout = TimeSpan.FromSeconds(8),
            RunTimeout = TimeSpan.FromSeconds(9),
            ThrottlingDelay = TimeSpan.FromSeconds(7),
        };
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAws(own);
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<AwsConnection>().Options;

        options.Accounts.Should().BeEquivalentTo(own.Accounts);
        const BindingFlags every = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var defaults = new AwsConnectionOptions();
        foreach (var property in typeof(AwsConnectionOptions).GetProperties(every).Where(property => property.CanWrite))
        {
            property.GetValue(own).Should().NotBe(property.GetValue(defaults), "{0} is set above", property.Name);
            property.GetValue(options).Should().Be(property.GetValue(own), "{0} is copied", property.Name);
        }
    }

    [Test]
    public async Task Start_OptionsOutOfTheirLimits_NamesEveryFaultAndItsLimit()
    {
        var builder = NewHost();
        builder.Services.AddAccessUndenied().UseAws(options =>
        {
            options.CrossAccountRoleName = "no role";
            options.MaxConcurrency = 0;
            options.MaxCachedAnswers = -1;
            options.EndpointUrl = new("ftp://localhost");
        });
        using var host = builder.Build();

        var start = async () => await host.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().SatisfyRespectively(
            fault => fault.Should().Contain(nameof(AwsConnectionOptions.CrossAccountRoleName)).And.Contain("no role"),
            fault => fault.Should().Contain(nameof(AwsConnectionOptions.MaxConcurrency)).And.Contain("from 1 to 64"),
            fault => fault.Should().Contain(nameof(AwsConnectionOptions.MaxCachedAnswers)).And.Contain("-1"),
            fault => fault.Should().Contain(nameof(AwsConnectionOptions.EndpointUrl)).And.Contain("ftp://localhost"));
    }

    [Test]
    public void Resolve_OptionsOutOfTheirLimits_FailsWithoutAHostToo()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAws(options => options.MaxConcurrency = 65);
        using var provider = services.BuildServiceProvider();

        var resolve = () => provider.GetRequiredService<IAccessDeniedAnalyzer>();

        resolve.Should().Throw<OptionsValidationException>().WithMessage("*MaxConcurrency*65*");
    }

    private static void Offline(AccessUndeniedBuilder builder) => builder.UseSnapshot(SampleOrganization.SnapshotPath);

    private static HostApplicationBuilder NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new() { ValidateOnBuild = true, ValidateScopes = true }));
        return builder;
    }

    private sealed class SilentSimulator : ISimulator
    {
        public ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class EmptySource : IPolicySource
    {
        public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken) => new(new PolicySet());
    }
}
