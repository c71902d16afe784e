using System.Text;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>Collects from a server what the analysis of some records needs.</summary>
internal static class LiveRun
{
    public static async Task<CollectionSummary> CollectAsync(FakeAws fake, string path, IReadOnlyList<string> accounts, IReadOnlyList<string> records, string? organizationPath = null)
    {
        using var connection = SampleOrganization.Connect(fake);
        return await CollectAsync(connection, path, accounts, records, organizationPath);
    }

    public static async Task<CollectionSummary> CollectAsync(
        AwsConnection connection, string path, IReadOnlyList<string> accounts, IReadOnlyList<string> records, string? organizationPath = null)
    {
        var collection = new SnapshotCollection { OutputPath = path, Accounts = accounts, Requests = RequestsOf(records), OrganizationPath = organizationPath };
        return await new SnapshotCollector(connection).CollectAsync(collection, null, CancellationToken.None);
    }

    private static async IAsyncEnumerable<AuthorizationRequest> RequestsOf(IReadOnlyList<string> records)
    {
        var resolver = new CloudTrailRequestResolver(ActionCatalog.Default);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', records)));
        await foreach (var record in CloudTrailReader.ReadAsync(stream))
        {
            foreach (var request in resolver.Resolve(record).Requests)
            {
                yield return request;
            }
        }
    }
}
