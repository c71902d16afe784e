using System.Collections.Frozen;
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

    /// <summary>Whether bytes may be a record of one; answers without reading them.</summary>
    public static bool MayBe(ReadOnlySpan<byte> record)
    {
        var at = record.IndexOf("\"eventName\""u8);
        if (at < 0)
        {
            return false;
        }

        var rest = record[(at + "\"eventName\""u8.Length)..].TrimStart(" \t\r\n:"u8);
        return rest.StartsWith("\"Put"u8) || rest.StartsWith("\"Delete"u8) || rest.StartsWith("\"Create"u8) || rest.StartsWith("\"Attach"u8)
            || rest.StartsWith("\"Detach"u8) || rest.StartsWith("\"Set"u8) || rest.StartsWith("\"Update"u8) || rest.StartsWith("\"Add"u8)
            || rest.StartsWith("\"Remove"u8) || rest.StartsWith("\"Tag"u8) || rest.StartsWith("\"Untag"u8) || rest.StartsWith("\"Modify"u8)
            || rest.StartsWith("\"Move"u8) || rest.StartsWith("\"Enable"u8) || rest.StartsWith("\"Disable"u8) || rest.StartsWith("\"Invite"u8) || rest.StartsWith("\"Accept"u8);
    }

    // Lambda and CloudFront write the API's version behind the name: AddPermission20150331v2.
    internal static string WithoutVersion(string eventName)
    {
        var digit = eventName.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 0 && eventName.Length >= digit + 8 && eventName.AsSpan(digit, 8).IndexOfAnyExceptInRange('0', '9') < 0 ? eventName[..digit] : eventName;
    }
}
