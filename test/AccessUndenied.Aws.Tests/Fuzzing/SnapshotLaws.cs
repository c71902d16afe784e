using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>What holds of files of policies.</summary>
internal static class SnapshotLaws
{
    private const string PartName = "part";

    private static readonly Lazy<AuthorizationRequest[]> s_requests = new(FuzzSeeds.AskedRequests);

    private static readonly Lazy<string> s_folder = new(() => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "fuzz-parts")).FullName);

    /// <summary>A snapshot is refused with its name, or every request has its policies in it; so too where it is added to another one.</summary>
    public static void CheckSnapshots(string name, byte[] bytes)
    {
        try
        {
            var builder = new SnapshotBuilder();
            if (bytes.Length % 2 == 0)
            {
                builder.Add(FuzzSeeds.Snapshots()[0].Bytes, "before");
            }

            Ask(builder.Add(bytes, name));
        }
        catch (SnapshotFormatException refusal)
        {
            refusal.Message.Should().StartWith(name);
        }
    }

    /// <summary>The same of an organization.</summary>
    public static void CheckOrganizations(string name, byte[] bytes)
    {
        try
        {
            Ask(new SnapshotBuilder().Add(FuzzSeeds.Snapshots()[0].Bytes, "before").AddOrganization(bytes, name));
        }
        catch (SnapshotFormatException refusal)
        {
            refusal.Message.Should().StartWith(name);
        }
    }

    /// <summary>A part that is not what was written is none.</summary>
    public static void CheckParts(string name, byte[] bytes)
    {
        var folder = s_folder.Value;
        var parts = new CollectionParts(folder, TimeProvider.System);
        File.WriteAllBytes(Path.Combine(folder, PartName + ".json"), bytes);
        var read = parts.TryRead(PartName);
        if (read is not null)
        {
            parts.WriteAsync(PartName, read, CancellationToken.None).GetAwaiter().GetResult();
            File.ReadAllBytes(Path.Combine(folder, PartName + ".json")).Should().Equal(bytes);
        }
    }

    private static void Ask(SnapshotBuilder builder)
    {
        var source = new SnapshotPolicySource(builder.Build());
        foreach (var request in s_requests.Value)
        {
            source.GetPoliciesAsync(request, CancellationToken.None).AsTask().GetAwaiter().GetResult().Should().NotBeNull();
        }
    }
}
