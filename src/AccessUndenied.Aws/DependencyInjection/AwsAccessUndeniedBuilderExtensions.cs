using System.Diagnostics.CodeAnalysis;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Conditions;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Explanations;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Remediations;
using AccessUndenied.Aws.Repetitions;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Conditions;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Repetitions;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Tells the analyzer how to read AWS.</summary>
public static class AwsAccessUndeniedBuilderExtensions
{
    /// <summary>Reads CloudTrail events and decides as AWS does, on this machine; without policies, only the event's own text is explained.</summary>
    /// <remarks>Calling it twice is harmless. Each default gives way to what is registered before it.</remarks>
    public static AccessUndeniedBuilder UseAwsEvents(this AccessUndeniedBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(static _ => ActionCatalog.Default);
        builder.Services.TryAddSingleton<IRequestResolver>(static services => new CloudTrailRequestResolver(
            services.GetRequiredService<ActionCatalog>(),
            services.GetService<IAuthorizationMessageDecoder>(),
            services.GetService<IAuthorizationDetailsSource>(),
            services.GetService<ISessionSource>()));
        builder.Services.TryAddSingleton<ISimulator>(static services => new LocalSimulator(services.GetRequiredService<ActionCatalog>()));
        builder.Services.TryAddSingleton<IPolicyDialect>(static services => new AwsPolicyDialect(services.GetService<IOptions<ScriptOptions>>()?.Value));
        builder.Services.TryAddSingleton<INearMissHints, AwsPolicyHints>();
        builder.Services.TryAddSingleton<IChangeTargets, ShapeOfTargets>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConditionKeyProvider, CloudTrailConditionKeys>());
        return builder;
    }

    /// <summary>Has the command and whoever asks the container for <see cref="IEventFormat"/> read another form of events.</summary>
    /// <typeparam name="T">The form; made once.</typeparam>
    /// <remarks>Calling it twice for one type is harmless. Give them to a reader in <see cref="CloudTrailReaderOptions.Formats"/>.</remarks>
    public static AccessUndeniedBuilder AddEventFormat<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this AccessUndeniedBuilder builder)
        where T : class, IEventFormat
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IEventFormat, T>());
        return builder;
    }

    /// <summary>Finds the sessions behind records with <paramref name="sessions"/>: session policies, tags and the way to whoever began. The last call holds.</summary>
    public static AccessUndeniedBuilder UseSessions(this AccessUndeniedBuilder builder, TrailSessionSource sessions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sessions);
        builder.UseAwsEvents();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISessionSource>(sessions));
        return builder;
    }

    /// <summary>Decides by the policies as they were, as <paramref name="history"/> knows them, and tells who changed them. The last call holds.</summary>
    public static AccessUndeniedBuilder UsePolicyHistory(this AccessUndeniedBuilder builder, IPolicyHistory history)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(history);
        builder.Services.Replace(ServiceDescriptor.Singleton(history));
        return builder;
    }

    /// <summary>Explains records that differ in <c>eventID</c> and <c>eventTime</c> alone by one analysis, where nothing that was asked depends on the time; replays such calls once.</summary>
    /// <remarks>
    /// In a replay, calls may also differ in parts of the record that nobody asked for to replay one of them, and in the members of <c>additionalEventData</c> that tell of the
    /// transfer alone: <c>x-amz-id-2</c>, <c>bytesTransferredIn</c> and <c>bytesTransferredOut</c>, on which no condition key of your own may depend then, either.
    /// The results are the same; a log where few causes make many events is explained many times as fast. For policies that do not change
    /// meanwhile, such as those of a snapshot, and for condition keys of your own that depend neither on the record's id nor on its time nor on
    /// <see cref="CloudTrailEvent.Raw"/>. While information is logged or traced, every event has an analysis of its own.
    /// </remarks>
    public static AccessUndeniedBuilder ShareRepetitions(this AccessUndeniedBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IRepetition>(static services => new RecordRepetition(services.GetService<ISessionSource>()));
        return builder;
    }

    /// <summary>Takes the policies from snapshot files; nothing is asked of AWS.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="paths">Snapshot files, or outputs of <c>aws iam get-account-authorization-details</c>; later ones override earlier ones.</param>
    /// <remarks>The files are read when the analyzer is first resolved; <see cref="SnapshotFormatException"/> is thrown there.</remarks>
    public static AccessUndeniedBuilder UseSnapshot(this AccessUndeniedBuilder builder, params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return builder.UseSnapshot(() => Snapshot.Open(paths));
    }

    /// <summary>Takes the policies from a snapshot that is already open; nothing is asked of AWS.</summary>
    public static AccessUndeniedBuilder UseSnapshot(this AccessUndeniedBuilder builder, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return builder.UseSnapshot(() => snapshot);
    }

    private static AccessUndeniedBuilder UseSnapshot(this AccessUndeniedBuilder builder, Func<Snapshot> open)
    {
        var snapshot = new Lazy<Snapshot>(open);
        builder.UseAwsEvents();
        builder.Services.RemoveLiveDecoder();
        builder.Services.RemoveOwnDetails();
        builder.Services.TryAdd(ServiceDescriptor.Singleton<IAuthorizationDetailsSource, SnapshotAuthorizationDetailsSource>(_ => new(snapshot.Value)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IPolicySource>(
            services => new SnapshotPolicySource(snapshot.Value, services.GetServices<IResourcePolicyProvider>())));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChangeTargets>(_ => new SnapshotTargets(snapshot.Value)));
        return builder;
    }

    /// <summary>Takes away what an earlier choice between live accounts and snapshots registered for authorization ids, and leaves what others did.</summary>
    internal static void RemoveOwnDetails(this IServiceCollection services)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i] is { IsKeyedService: false } own
                && (own.ImplementationType == typeof(LiveAuthorizationDetailsSource) || own.ImplementationFactory is Func<IServiceProvider, SnapshotAuthorizationDetailsSource>))
            {
                services.RemoveAt(i);
            }
        }
    }

    // Nothing is asked of AWS offline, also where UseAws() came first.
    private static void RemoveLiveDecoder(this IServiceCollection services)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i].ImplementationType == typeof(LiveAuthorizationMessageDecoder))
            {
                services.RemoveAt(i);
            }
        }
    }
}
