using System.Text.Json;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>An entry of <c>S3PublicAccessBlock</c>: the switches, or the output of <c>get-public-access-block</c> that holds them.</summary>
/// <param name="RestrictsPublicBuckets">Whether that switch is on.</param>
/// <param name="Problem">Why the entry cannot be read; null when it can.</param>
internal readonly record struct PublicAccessBlock(bool RestrictsPublicBuckets, string? Problem)
{
    public static PublicAccessBlock Read(JsonSlice block)
    {
        try
        {
            var cursor = new SnapshotCursor(block);
            return new(IsOn(ref cursor), null);
        }
        catch (SnapshotFormatException exception)
        {
            return new(false, exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new(false, $"{block.Place}: {SnapshotMessages.NotText(exception)}");
        }
    }

    private static bool IsOn(ref SnapshotCursor cursor)
    {
        var isOn = false;
        if (!cursor.EnterObject("the switches of a public access block, an object"))
        {
            return false;
        }

        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            if (cursor.Is("RestrictPublicBuckets"u8))
            {
                isOn |= cursor.Flag();
            }
            else if (cursor.Is("PublicAccessBlockConfiguration"u8))
            {
                isOn |= IsOn(ref cursor);
            }
            else
            {
                cursor.Skip();
            }
        }

        return isOn;
    }
}
