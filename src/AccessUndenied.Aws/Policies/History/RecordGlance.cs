using System.Text;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Tells when and where a record was made by a glance at its bytes, without reading them.</summary>
internal static class RecordGlance
{
    /// <summary>Account, Region and time; false where one of them is not found.</summary>
    public static bool TryRead(ReadOnlySpan<byte> record, out string account, out string region, out DateTimeOffset time)
    {
        time = default;
        account = Ascii(ValueOf(record, "\"recipientAccountId\""u8));
        region = Ascii(ValueOf(record, "\"awsRegion\""u8));
        var text = ValueOf(record, "\"eventTime\""u8);
        return account.Length == 12 && region.Length is > 0 and < 32 && text.Length is >= 19 and < 40
            && DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out time);
    }

    private static string Ascii(ReadOnlySpan<byte> bytes) => bytes.Length < 64 ? Encoding.UTF8.GetString(bytes) : "";

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> record, ReadOnlySpan<byte> name)
    {
        var at = record.LastIndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var rest = record[(at + name.Length)..].TrimStart(" \t\r\n:"u8);
        return rest.Length > 0 && rest[0] == (byte)'"' && rest[1..].IndexOf((byte)'"') is >= 0 and var end ? rest.Slice(1, end) : default;
    }
}
