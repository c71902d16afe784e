using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Tests.Wire;
using Amazon.Runtime;

namespace AccessUndenied.Benchmarks.Reading;

/// <summary>What the processes of <see cref="TrailProcesses"/> do.</summary>
internal static class TrailReading
{
    private const string Bucket = "example-trail";

    /// <summary>Unpacks all files and reads their tokens, on all cores.</summary>
    internal static void ReadBare(string folder) =>
        Parallel.ForEach(Directory.EnumerateFiles(folder), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, path => BareJsonPass.CountPackedTokens(path));

    internal static Task ReadFolderAsync(string folder) => ReadAsync(TrailSource.OfPath(folder));

    internal static async Task ReadBucketAsync(string url)
    {
        using var connection = new AwsConnection(new() { EndpointUrl = new(url), Region = "eu-west-1", Credentials = new BasicAWSCredentials("AKIAEXAMPLEEXAMPLE00", "secret"), MaxConcurrency = 16 });
        await ReadAsync(new S3TrailSource(connection, $"s3://{Bucket}/"));
    }

    /// <summary>Serves the files of a folder as the objects of a bucket, until it is killed; its first line is its address.</summary>
    internal static async Task ServeAsync(string folder)
    {
        var data = FakeData.Parse("""{"Accounts":{"111111111111":{}}}""");
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            data = data.With(Bucket, Path.GetFileName(file), await File.ReadAllBytesAsync(file));
        }

        await using var server = await FakeAws.StartAsync(data);
        Console.WriteLine(server.Url);
        await Task.Delay(Timeout.Infinite);
    }

    private static async Task ReadAsync(TrailSource source)
    {
        var summary = new ReadSummary();
        await foreach (var found in new TrailReader(new()).ReadAsync([source], summary))
        {
            if (found.Problem is not null)
            {
                throw new InvalidOperationException(found.Problem);
            }
        }

        Console.WriteLine($"{summary.Files} files, {summary.Records} records, {summary.Denied} denied");
    }
}
