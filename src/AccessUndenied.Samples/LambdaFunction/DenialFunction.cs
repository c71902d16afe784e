using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>Puts the function together from its environment, and runs it.</summary>
public static class DenialFunction
{
    // The timeout of template.json, and a little: an older claim belongs to an attempt that is over.
    private static readonly TimeSpan s_hold = TimeSpan.FromSeconds(65);

    /// <summary>Runs until it is ended; 1 when it could not be put together, which Lambda is told.</summary>
    /// <param name="environment">Looks up a variable of the environment.</param>
    /// <param name="cancellationToken">Ends the function between two invocations.</param>
    public static async Task<int> RunAsync(Func<string, string?> environment, CancellationToken cancellationToken)
    {
        // An invocation may be hours away.
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var runtime = new RuntimeApi(http, Required(environment, "AWS_LAMBDA_RUNTIME_API"));
        ServiceProvider services;
        DenialWorker worker;
        try
        {
            services = Services(environment);
            worker = services.GetRequiredService<DenialWorker>();
        }
        catch (Exception exception)
        {
            await runtime.ReportInitErrorAsync(exception, cancellationToken);
            return 1;
        }

        await using (services)
        {
            await runtime.RunAsync(
                async (invocation, token) => (await worker.HandleAsync(invocation.Event, invocation.Id, token)).ToString(), cancellationToken);
        }

        return 0;
    }

    private static ServiceProvider Services(Func<string, string?> environment)
    {
        var services = new ServiceCollection();
        var builder = services.AddAccessUndenied();
        if (environment("SNAPSHOT_FILE") is { Length: > 0 } snapshot)
        {
            builder.UseSnapshot(snapshot);
        }
        else
        {
            builder.UseAws();
        }

        var topic = Required(environment, "TOPIC_ARN");
        var bucket = Required(environment, "LEDGER_BUCKET");
        var ownRoleId = Required(environment, "ROLE_ID");
        services.AddSingleton<AWSCredentials>(_ => DefaultAWSCredentialsIdentityResolver.GetCredentials());
        services.AddSingleton<HttpClient>();
        services.AddSingleton(provider => new SnsTopic(
            topic, provider.GetRequiredService<HttpClient>(), provider.GetRequiredService<AWSCredentials>(), environment("AWS_ENDPOINT_URL_SNS"), TimeProvider.System));
        services.AddSingleton<IAmazonS3>(provider => new AmazonS3Client(
            provider.GetRequiredService<AWSCredentials>(), S3Config(environment("AWS_ENDPOINT_URL_S3"), Required(environment, "AWS_REGION"))));
        services.AddSingleton<IDeliveryLedger>(provider => new BucketLedger(provider.GetRequiredService<IAmazonS3>(), bucket, s_hold, TimeProvider.System));
        services.AddSingleton(provider => new DenialWorker(
            provider.GetRequiredService<IAccessDeniedAnalyzer>(),
            provider.GetRequiredService<IDeliveryLedger>(),
            provider.GetRequiredService<SnsTopic>().PublishAsync,
            ownRoleId));
        return services.BuildServiceProvider();
    }

    private static AmazonS3Config S3Config(string? endpoint, string region) => endpoint is null
        ? new() { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region) }
        : new() { ServiceURL = endpoint, AuthenticationRegion = region, ForcePathStyle = true };

    private static string Required(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"The environment variable {name} is not set; template.json sets it.");
}
