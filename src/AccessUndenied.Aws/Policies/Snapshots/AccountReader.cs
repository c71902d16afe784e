namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Reads one account of a snapshot; members that it does not know are passed over.</summary>
internal sealed class AccountReader
{
    private readonly SnapshotFile _file;
    private readonly AccountContents _account;
    private readonly List<string> _notes;

    public AccountReader(SnapshotFile file, AccountContents account, List<string> notes)
    {
        _file = file;
        _account = account;
        _notes = notes;
    }

    /// <summary>Reads the account that is the cursor's current member.</summary>
    public void Read(ref SnapshotCursor cursor)
    {
        if (!cursor.EnterObject("an account, an object"))
        {
            return;
        }

        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            ReadMember(ref cursor);
        }
    }

    private void ReadMember(ref SnapshotCursor cursor)
    {
        if (cursor.Is("AuthorizationDetails"u8))
        {
            ReadDetails(ref cursor);
        }
        else if (cursor.Is("ResourcePolicies"u8))
        {
            _account.ResourcePolicies = ReadMap(ref cursor, _account.ResourcePolicies);
        }
        else if (cursor.Is("ResourceTags"u8))
        {
            _account.ResourceTags = ReadMap(ref cursor, _account.ResourceTags);
        }
        else if (cursor.Is("VpcEndpoints"u8))
        {
            _account.VpcEndpoints = ReadMap(ref cursor, _account.VpcEndpoints);
        }
        else if (cursor.Is("S3PublicAccessBlock"u8))
        {
            _account.PublicAccessBlocks = ReadMap(ref cursor, _account.PublicAccessBlocks);
        }
        else if (cursor.Is("Unavailable"u8))
        {
            ReadUnavailable(ref cursor);
        }
        else
        {
            cursor.Skip();
        }
    }

    private void ReadDetails(ref SnapshotCursor cursor)
    {
        if (!cursor.EnterObject("the output of get-account-authorization-details, an object"))
        {
            return;
        }

        var before = _account.ContinuesAfter;
        var reader = new AuthorizationDetailsReader(_file, _account);
        var seen = new MembersSeen();
        _account.Entities ??= [];
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            if (!reader.TryReadMember(ref cursor))
            {
                cursor.Skip();
            }
        }

        if (before is null && _account.ContinuesAfter is { } place)
        {
            _notes.Add(SnapshotMessages.NoteIncompletePage(place));
        }
    }

    private static Dictionary<string, JsonSlice>? ReadMap(ref SnapshotCursor cursor, Dictionary<string, JsonSlice>? earlier)
    {
        if (!cursor.EnterObject("a map by ARN or id, an object"))
        {
            return earlier;
        }

        var map = earlier ?? new(StringComparer.Ordinal);
        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            map[cursor.Name()] = cursor.Value();
        }

        return map;
    }

    private void ReadUnavailable(ref SnapshotCursor cursor)
    {
        if (!cursor.EnterArray("an array of {What, Why}"))
        {
            return;
        }

        while (cursor.NextObject("an object with What and Why"))
        {
            var members = new EvidenceMembers();
            while (cursor.NextMember())
            {
                members.Read(ref cursor);
            }

            _account.Unavailable.Add(members.ToEvidence() ?? throw cursor.Fault(SnapshotMessages.Lacks("What")));
        }
    }
}
