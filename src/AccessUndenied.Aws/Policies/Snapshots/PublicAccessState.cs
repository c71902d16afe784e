using System.Text.Json;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>An entry of <c>S3PublicAccessBlock</c>: the switches, or the output of <c>get-public-access-block</c> that holds them.</summary>
/// <param name="On">The names of the switches that are on.</param>
/// <param name="Problem">Why the entry cannot be read; null when it can.</param>
internal readonly record struct PublicAccessState(IReadOnlyList<string> On, string? Problem)
{
    public static PublicAccessState Read(JsonSlice block)
    {
        try
        {
            var cursor = new SnapshotCursor(block);
            var on = new List<string>();
            Read(ref cursor, on);
            return new(on, null);
        }
        catch (SnapshotFormatException exception)
        {
            return new([], exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new([], $"{block.Place}: {SnapshotMessages.NotText(exception)}");
        }
    }

    private static void Read(ref SnapshotCursor cursor, List<string> on)
    {
        if (!cursor.EnterObject("the switches of a public access block, an object"))
        {
            return;
        }

        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            if (cursor.Is("PublicAccessBlockConfiguration"u8))
            {
                Read(ref cursor, on);
            }
            else if (PublicAccessSwitches.Names.Contains(cursor.Name()))
            {
                var name = cursor.Name();
                if (cursor.Flag())
                {
                    on.Add(name);
                }
            }
            else
            {
                cursor.Skip();
            }
        }
    }
}
