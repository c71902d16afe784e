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
    /// <remarks>
    /// One that no row knows, but whose name says that it changes tags or a policy of resources, is taken for one whose record does not tell what it changed: APIs grow.
    /// </remarks>
    public static WriteRow? Find(string source, string eventName) =>
        WithoutVersion(eventName) is var name && s_rows.TryGetValue((source == "s3-control" ? "s3" : source, name), out var row) ? row
            : s_rows.TryGetValue((WriteRows.AnySource, name), out var any) ? any
            : source is "iam" or "organizations" ? null
            : name.EndsWith("ResourcePolicy", StringComparison.Ordinal) ? WriteRows.AnyPolicy with { Event = name }
            : HasWord(name, "Tag") || HasWord(name, "Tags") ? WriteRows.AnyTags with { Event = name }
            : null;

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
        || name.StartsWith("Change"u8) || name.StartsWith("Stop"u8) || name.StartsWith("Promote"u8)
        || name.StartsWith("Leave"u8) || name.StartsWith("Accept"u8) || name.StartsWith("Associate"u8) || name.StartsWith("Disassociate"u8);

    // Lambda and CloudFront write the API's version behind the name: AddPermission20150331v2, TagResource2020_05_31.
    internal static string WithoutVersion(string eventName)
    {
        var digit = eventName.AsSpan().IndexOfAnyInRange('0', '9');
        if (digit <= 0)
        {
            return eventName;
        }

        var rest = eventName.AsSpan(digit);
        var isDate = rest.Length >= 8 && rest[..8].IndexOfAnyExceptInRange('0', '9') < 0;
        var isUnderlined = rest.Length >= 10 && rest[4] == '_' && rest[7] == '_' && rest[..4].IndexOfAnyExceptInRange('0', '9') < 0;
        return isDate || isUnderlined ? eventName[..digit] : eventName;
    }

    // A word begins with a capital, and so does the next one.
    private static bool HasWord(string name, string word)
    {
        for (var at = name.IndexOf(word, StringComparison.Ordinal); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (at + word.Length == name.Length || char.IsUpper(name[at + word.Length]))
            {
                return true;
            }
        }

        return false;
    }
}
