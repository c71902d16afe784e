using AccessUndenied;
using AccessUndenied.Conditions;
using AccessUndenied.DependencyInjection;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Repetitions;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the analyzer.</summary>
public static class AccessUndeniedServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IAccessDeniedAnalyzer"/>, <see cref="IReplay"/> and <see cref="IRemedyReplay"/>;
    /// a provider's own methods on the builder tell it what to read and how to decide.</summary>
    /// <remarks>
    /// Calling it twice is harmless. Each default gives way to what is registered before it. Without a provider there is nobody to read events:
    /// resolving the analyzer is an <see cref="InvalidOperationException"/> then, which says what to call.
    /// </remarks>
    public static AccessUndeniedBuilder AddAccessUndenied(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IAccessDeniedAnalyzer>(MakeAnalyzer);
        services.TryAddSingleton<IReplay>(MakeReplay);
        services.TryAddSingleton<IRemedyReplay>(MakeRemedyReplay);
        services.TryAddSingleton<IConditionKeyRegistry, ConditionKeyRegistry>();
        services.TryAddSingleton<IPolicySource, NoPolicySource>();
        return new(services);
    }

    private static AccessDeniedAnalyzer MakeAnalyzer(IServiceProvider services) => new(
        services.GetService<IRequestResolver>() ?? throw new InvalidOperationException(RegistrationMessages.NoProvider(nameof(IRequestResolver))),
        services.GetRequiredService<IPolicySource>(),
        services.GetRequiredService<IConditionKeyRegistry>(),
        services.GetService<ISimulator>() ?? throw new InvalidOperationException(RegistrationMessages.NoProvider(nameof(ISimulator))),
        services.GetService<IPolicyDialect>(),
        services.GetService<INearMissHints>(),
        services.GetService<IPolicyHistory>(),
        services.GetService<ILogger<AccessDeniedAnalyzer>>(),
        services.GetService<IRepetition>());

    private static PolicyRemedyReplay MakeRemedyReplay(IServiceProvider services) => new(
        services.GetService<IRequestResolver>() ?? throw new InvalidOperationException(RegistrationMessages.NoProvider(nameof(IRequestResolver))),
        services.GetRequiredService<IPolicySource>(),
        services.GetRequiredService<IConditionKeyRegistry>(),
        services.GetService<ISimulator>() ?? throw new InvalidOperationException(RegistrationMessages.NoProvider(nameof(ISimulator))));

    private static PolicyReplay MakeReplay(IServiceProvider services) => new(
        services.GetService<IRequestResolver>() ?? throw new InvalidOperationException(RegistrationMessages.NoProvider(nameof(IRequestResolver))),
        services.GetRequiredService<IPolicySource>(),
        services.GetRequiredService<IConditionKeyRegistry>(),
        services.GetService<ISimulator>() ?? throw new InvalidOperationException(RegistrationMessages.NoProvider(nameof(ISimulator))),
        services.GetService<IChangeTargets>(),
        services.GetService<IPolicyHistory>(),
        services.GetService<IRepetition>());
}
