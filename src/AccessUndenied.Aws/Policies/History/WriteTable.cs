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
    private static readonly FrozenDictionary<(string Source, string Event), WriteRow> s_rows = WriteRows.Iam.Concat(WriteRows.Organizations).Concat(WriteRows.Resources)
        .ToFrozenDictionary(row => (row.Source, row.Event));

    /// <summary>The row of an operation; null for one that changes no policy.</summary>
    public static WriteRow? Find(string source, string eventName) => s_rows.GetValueOrDefault((source, WithoutVersion(eventName)));

    /// <summary>Whether a record with this <c>eventSource</c> and <c>eventName</c>, as they are written in it, is of one.</summary>
    public static bool MayBe(ReadOnlySpan<byte> service, ReadOnlySpan<byte> operation) =>
        BeginsAsOne(operation) && Find(Encoding.UTF8.GetString(service.IndexOf((byte)'.') is > 0 and var dot ? service[..dot] : service), Encoding.UTF8.GetString(operation)) is not null;

    // Most records are told by this, without making texts of them.
    private static bool BeginsAsOne(ReadOnlySpan<byte> name) =>
        name.StartsWith("Put"u8) || name.StartsWith("Delete"u8) || name.StartsWith("Create"u8) || name.StartsWith("Attach"u8)
        || name.StartsWith("Detach"u8) || name.StartsWith("Set"u8) || name.StartsWith("Update"u8) || name.StartsWith("Add"u8)
        || name.StartsWith("Remove"u8) || name.StartsWith("Tag"u8) || name.StartsWith("Untag"u8) || name.StartsWith("Modify"u8)
        || name.StartsWith("Move"u8) || name.StartsWith("Enable"u8) || name.StartsWith("Disable"u8) || name.StartsWith("Invite"u8) || name.StartsWith("Accept"u8);

    // Lambda and CloudFront write the API's version behind the name: AddPermission20150331v2.
    internal static string WithoutVersion(string eventName)
    {
        var digit = eventName.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 0 && eventName.Length >= digit + 8 && eventName.AsSpan(digit, 8).IndexOfAnyExceptInRange('0', '9') < 0 ? eventName[..digit] : eventName;
    }
}
