using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Iam;
using AccessUndenied.Policies;
using AccessUndenied.Replays;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Tells the analyzer to read the accounts themselves.</summary>
public static class AwsLiveBuilderExtensions
{
    /// <summary>Takes the policies from AWS, and has encoded authorization messages decoded there; simulation stays on this machine.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c> to take the organization from; null to read it from AWS.</param>
    /// <remarks>
    /// Options out of their limits are an <see cref="OptionsValidationException"/> that names all of them: when a host starts, or without one when the
    /// analyzer is first resolved. Calling it twice applies both settings.
    /// </remarks>
    public static AccessUndeniedBuilder UseAws(this AccessUndeniedBuilder builder, Action<AwsConnectionOptions>? configure = null, string? organizationPath = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseAwsEvents();
        builder.AddConnection();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        builder.Services.TryAddSingleton<IAuthorizationMessageDecoder, LiveAuthorizationMessageDecoder>();
        builder.Services.RemoveOwnDetails();
        builder.Services.TryAddSingleton<IAuthorizationDetailsSource, LiveAuthorizationDetailsSource>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IChangeTargets, ShapeOfTargets>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IPolicySource>(services => new LivePolicySource(
            services.GetRequiredService<AwsConnection>(), services.GetServices<IResourcePolicyProvider>(), organizationPath)));
        return builder;
    }

    /// <summary>Takes the policies from AWS, and has encoded authorization messages decoded there; simulation stays on this machine.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">How AWS is reached.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c> to take the organization from; null to read it from AWS.</param>
    /// <remarks>
    /// Options out of their limits are an <see cref="OptionsValidationException"/> that names all of them: when a host starts, or without one when the
    /// analyzer is first resolved. Calling it twice lets the later options hold.
    /// </remarks>
    public static AccessUndeniedBuilder UseAws(this AccessUndeniedBuilder builder, AwsConnectionOptions options, string? organizationPath = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return builder.UseAws(options.CopyTo, organizationPath);
    }

    /// <summary>
    /// Decides by the policies as they were in the accounts that <see cref="UseAws(AccessUndeniedBuilder, Action{AwsConnectionOptions}?, string?)"/> reads, and tells who changed
    /// them. The last call holds.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="pass">The reading of the trails, which has not begun: from before the refusals up to now.</param>
    /// <param name="isAtEvent">Whether requests are decided by the policies of their moment; else by those of now.</param>
    /// <param name="tellsGaps">Whether gaps of the trails are told of also where no policy is known to have changed.</param>
    /// <remarks>
    /// The policies of now are read for each request, and are what a snapshot of now would have; of what was changed since the refusal, only what the trails have from before it is known.
    /// Where policies do not come from the accounts, there is no history.
    /// </remarks>
    public static AccessUndeniedBuilder UseAwsHistory(this AccessUndeniedBuilder builder, TrailPass pass, bool isAtEvent = true, bool tellsGaps = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(pass);
        var writes = new PolicyWrites();
        pass.Observe(writes);
        builder.Services.Replace(ServiceDescriptor.Singleton<IPolicyHistory>(services => services.GetRequiredService<IPolicySource>() is LivePolicySource accounts
            ? new LivePolicyHistory(accounts, pass, writes) { IsAtEvent = isAtEvent, TellsGaps = tellsGaps } : new NoPolicyHistory()));
        return builder;
    }

    /// <summary>Lets AWS's own simulator decide in place of the one on this machine.</summary>
    /// <remarks>It needs <c>iam:SimulateCustomPolicy</c>, and credentials even where the policies come from a snapshot.</remarks>
    public static AccessUndeniedBuilder UseIamSimulator(this AccessUndeniedBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseAwsEvents();
        builder.AddConnection();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISimulator>(services => Iam(services)));
        return builder;
    }

    /// <summary>Asks AWS's own simulator beside the one on this machine, which decides, and notes where they differ.</summary>
    /// <remarks>It needs <c>iam:SimulateCustomPolicy</c>, and credentials even where the policies come from a snapshot.</remarks>
    public static AccessUndeniedBuilder CrossCheckSimulators(this AccessUndeniedBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseAwsEvents();
        builder.AddConnection();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISimulator>(
            services => new ComparingSimulator(new LocalSimulator(services.GetRequiredService<ActionCatalog>()), Iam(services))));
        return builder;
    }

    private static void AddConnection(this AccessUndeniedBuilder builder)
    {
        builder.Services.AddOptions<AwsConnectionOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AwsConnectionOptions>, AwsConnectionOptionsValidator>());
        builder.Services.TryAddSingleton(Connect);
    }

    private static AwsConnection Connect(IServiceProvider services) =>
        new(services.GetRequiredService<IOptions<AwsConnectionOptions>>().Value, TimeProvider.System, services.GetService<ILogger<AwsConnection>>());

    private static IamSimulator Iam(IServiceProvider services) => new(services.GetRequiredService<AwsConnection>(), services.GetRequiredService<ActionCatalog>());
}
