using System.Collections.Frozen;
using System.Text;
using static AccessUndenied.Aws.Policies.History.WriteKind;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The operations that change policies, by service and name.</summary>
/// <remarks>
/// Shape: one row an operation; parameters as CloudTrail writes them, without regard to case.
/// Source: each row's <see cref="WriteRow.Page"/>. Where a service's page leaves open how its records write a parameter, a record that has it otherwise makes
/// the policy unknown, and never another.
/// </remarks>
internal static class WriteTable
{
    private static readonly FrozenDictionary<(string Source, string Event), WriteRow> s_rows = All.ToFrozenDictionary(row => (row.Source, row.Event));

    /// <summary>Every row.</summary>
    public static IEnumerable<WriteRow> All => WriteRows.Iam.Concat(WriteRows.Organizations).Concat(WriteRows.Resources).Concat(WriteRows.OtherResources).Concat(WriteRows.Tags);

    /// <summary>The row of an operation; null for one that changes no policy.</summary>
    public static WriteRow? Find(string source, string eventName) =>
        WithoutVersion(eventName) is var name && s_rows.TryGetValue((source, name), out var row) ? row : s_rows.GetValueOrDefault((WriteRows.AnySource, name));

    /// <summary>Whether a record with this <c>eventSource</c> and <c>eventName</c>, as they are written in it, is of one.</summary>
    public static bool MayBe(ReadOnlySpan<byte> service, ReadOnlySpan<byte> operation) =>
        BeginsAsOne(operation) && Find(Encoding.UTF8.GetString(service.IndexOf((byte)'.') is > 0 and var dot ? service[..dot] : service), Encoding.UTF8.GetString(operation)) is not null;

    /// <summary>Whether the policies that are read of some resources of this service are told by its own rows.</summary>
    public static bool HasSource(string source) => s_rows.Keys.Any(key => key.Source == source);

    // Most records are told by this, without making texts of them.
    private static bool BeginsAsOne(ReadOnlySpan<byte> name) =>
        name.StartsWith("Put"u8) || name.StartsWith("Delete"u8) || name.StartsWith("Create"u8) || name.StartsWith("Attach"u8)
        || name.StartsWith("Detach"u8) || name.StartsWith("Set"u8) || name.StartsWith("Update"u8) || name.StartsWith("Add"u8)
        || name.StartsWith("Tag"u8) || name.StartsWith("Untag"u8) || name.StartsWith("Modify"u8)
        || name.StartsWith("Move"u8) || name.StartsWith("Enable"u8) || name.StartsWith("Disable"u8) || name.StartsWith("Re"u8) || name.StartsWith("Import"u8)
        || name.StartsWith("Leave"u8) || name.StartsWith("Accept"u8) || name.StartsWith("Associate"u8) || name.StartsWith("Disassociate"u8);

    // Lambda, CloudFront and others write the API's version behind the name: AddPermission20150331v2.
    internal static string WithoutVersion(string eventName)
    {
        var digit = eventName.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 0 && eventName.Length >= digit + 8 && eventName.AsSpan(digit, 8).IndexOfAnyExceptInRange('0', '9') < 0 ? eventName[..digit] : eventName;
    }
}
