using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The sample organization and its denied events, served by a <see cref="FakeAws"/> and analyzed from there.</summary>
internal static class SampleOrganization
{
    /// <summary>Its management account, from which it is read.</summary>
    public const string Management = "111111111111";

    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(SampleOrganization).Assembly.Location)!, "Samples");

    public static string SnapshotPath => Path.Combine(s_folder, "snapshot.json");

    public static string EventsPath => Path.Combine(s_folder, "events.json");

    public static FakeData Open() => FakeData.Open(SnapshotPath);

    public static Task<FakeAws> StartAsync() => FakeAws.StartAsync(Open());

    /// <summary>Options that reach <paramref name="fake"/> as a user of its management account, and do not wait long.</summary>
    public static AwsConnectionOptions OptionsFor(FakeAws fake, string account = Management) => new()
    {
        Credentials = FakeAws.CredentialsOf(account),
        EndpointUrl = fake.Url,
        Region = "eu-west-1",
        MaxErrorRetry = 0,
        ThrottlingDelay = TimeSpan.FromMilliseconds(1),
        // However slow the machine is.
        TryTimeout = TimeSpan.FromHours(1),
        Accounts = { "123456789012", "222222222222" },
    };

    public static AwsConnection Connect(FakeAws fake, Action<AwsConnectionOptions>? configure = null)
    {
        var options = OptionsFor(fake);
        configure?.Invoke(options);
        return new(options);
    }

    /// <summary>Services whose analyzer reads <paramref name="fake"/>.</summary>
    public static ServiceProvider Live(FakeAws fake, Action<AwsConnectionOptions>? configure = null, string? organizationPath = null)
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseAws(
            options =>
            {
                var given = OptionsFor(fake);
                (options.Credentials, options.EndpointUrl, options.Region, options.MaxErrorRetry, options.ThrottlingDelay, options.TryTimeout) =
                    (given.Credentials, given.EndpointUrl, given.Region, given.MaxErrorRetry, given.ThrottlingDelay, given.TryTimeout);
                options.Accounts.UnionWith(given.Accounts);
                configure?.Invoke(options);
            },
            organizationPath);
        return services.BuildServiceProvider();
    }

    /// <summary>Services whose analyzer reads snapshot files.</summary>
    public static ServiceProvider Offline(params string[] paths)
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(paths);
        return services.BuildServiceProvider();
    }

    /// <summary>The results of all sample events, in order.</summary>
    public static async Task<List<AnalysisResult>> AnalyzeAsync(ServiceProvider services)
    {
        await using var file = File.OpenRead(EventsPath);
        return await AnalyzeAsync(services, file);
    }

    /// <summary>The results of <paramref name="records"/>, in order.</summary>
    public static async Task<List<AnalysisResult>> AnalyzeAsync(ServiceProvider services, IEnumerable<string> records)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', records)));
        return await AnalyzeAsync(services, stream);
    }

    /// <summary>The sample record at <paramref name="index"/>, on one line.</summary>
    public static async Task<string> RecordAsync(int index) => JsonNode.Parse(await File.ReadAllTextAsync(EventsPath))!["Records"]![index]!.ToJsonString();

    private static async Task<List<AnalysisResult>> AnalyzeAsync(ServiceProvider services, Stream file)
    {
        var analyzer = services.GetRequiredService<IAccessDeniedAnalyzer>();
        var results = new List<AnalysisResult>();
        await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadAsync(file, CancellationToken.None)))
        {
            results.Add(result);
        }

        return results;
    }
}
