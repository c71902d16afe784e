using System.Globalization;
using System.Text.Json;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Reads a file once from start to end and remembers where everything stands; policies and entities are read when they are needed.</summary>
internal sealed class SnapshotFileReader
{
    private readonly SnapshotFile _file;
    private readonly SnapshotContents _contents;

    public SnapshotFileReader(SnapshotFile file, SnapshotContents contents)
    {
        _file = file;
        _contents = contents;
    }

    /// <summary>Reads a snapshot or bare authorization details.</summary>
    public void Read() => Guard(ReadSnapshot);

    /// <summary>Reads an organization, or the <c>Organization</c> of a snapshot.</summary>
    public void ReadOrganization() => Guard(ReadOrganizationFile);

    private void Guard(Action read)
    {
        if (_file.Utf8.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw new SnapshotFormatException(SnapshotMessages.Empty(_file.Name));
        }

        if (_file.Utf8.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new SnapshotFormatException($"{_file.Name}: {InputMessages.Utf16}");
        }

        try
        {
            read();
        }
        catch (JsonException exception)
        {
            throw new SnapshotFormatException(SnapshotMessages.NotJson(_file.PlaceOf(exception), exception), exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new SnapshotFormatException($"{_file.Name}: {SnapshotMessages.NotText(exception)}", exception);
        }
    }

    private void ReadSnapshot()
    {
        var cursor = new SnapshotCursor(SnapshotCursor.Whole(_file));
        var seen = new MembersSeen();
        var top = new TopLevel();
        var bare = new AccountContents("");
        if (!cursor.EnterObject("a snapshot, an object"))
        {
            throw cursor.Fault(SnapshotMessages.NotASnapshot(""));
        }

        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            if (cursor.Is("SnapshotVersion"u8))
            {
                ReadVersion(ref cursor);
                top.IsSnapshot = true;
            }
            else if (cursor.Is("Accounts"u8))
            {
                ReadAccounts(ref cursor, top);
            }
            else if (cursor.Is("Organization"u8))
            {
                ReadNodes(ref cursor);
                top.IsSnapshot = true;
            }
            else if (cursor.Is("AuthorizationDetails"u8))
            {
                ReadAuthorizations(ref cursor);
            }
            else if (!ReadTopLevelText(ref cursor, top) && !new AuthorizationDetailsReader(_file, bare).TryReadMember(ref cursor))
            {
                top.Hint ??= Hint(cursor.Name());
                cursor.Skip();
            }
        }

        // Before what follows is looked at: a file of CloudTrail events, one a line, is better told what it is.
        if (!top.IsSnapshot && bare.Entities is null)
        {
            throw new SnapshotFormatException($"{_file.PlaceOf(0)}: {SnapshotMessages.NotASnapshot(top.Hint ?? "")}");
        }

        cursor.ExpectEnd();
        Finish(top, bare);
    }

    private void ReadVersion(ref SnapshotCursor cursor)
    {
        var version = cursor.Number();
        if (version != SnapshotMessages.KnownVersion)
        {
            throw cursor.Fault(SnapshotMessages.Version(version));
        }
    }

    private void ReadAuthorizations(ref SnapshotCursor cursor)
    {
        if (!cursor.EnterObject("the records of refusals, a map from authorization id to record"))
        {
            return;
        }

        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            _contents.Authorizations[cursor.Name()] = cursor.Value();
        }
    }

    private bool ReadTopLevelText(ref SnapshotCursor cursor, TopLevel top)
    {
        if (cursor.Is("OrganizationId"u8))
        {
            top.OrganizationId = cursor.Text();
            return true;
        }

        if (cursor.Is("ManagementAccountId"u8))
        {
            top.ManagementAccountId = cursor.Text();
            return true;
        }

        if (!cursor.Is("CollectedAt"u8))
        {
            return false;
        }

        var text = cursor.Text();
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            _contents.CollectedAt = time;
        }
        else if (text is not null)
        {
            throw cursor.Fault(SnapshotMessages.WrongType("a time such as 2026-01-01T00:00:00Z", JsonTokenType.String));
        }

        return true;
    }

    private void ReadAccounts(ref SnapshotCursor cursor, TopLevel top)
    {
        top.IsSnapshot = true;
        if (!cursor.EnterObject("the accounts, an object"))
        {
            return;
        }

        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            var id = cursor.Name();
            if (!AccountIds.IsAccountId(id))
            {
                throw cursor.Fault(SnapshotMessages.NotAccountId(id));
            }

            var account = _contents.Account(id);
            top.Accounts.Add(account);
            new AccountReader(_file, account, _contents.Notes).Read(ref cursor);
        }
    }

    private void Finish(TopLevel top, AccountContents bare)
    {
        if (bare.Entities is { } entities)
        {
            var account = _contents.Account(AccountOf(entities));
            top.Accounts.Add(account);
            (account.Entities ??= []).AddRange(entities);
            account.ContinuesAfter ??= bare.ContinuesAfter;
            NoteIncomplete(bare);
        }

        _contents.OrganizationId = top.OrganizationId ?? _contents.OrganizationId;
        _contents.ManagementAccountId = top.ManagementAccountId ?? _contents.ManagementAccountId;
        foreach (var account in top.Accounts)
        {
            account.OrganizationId = top.OrganizationId ?? account.OrganizationId;
        }
    }

    private void NoteIncomplete(AccountContents account)
    {
        if (account.ContinuesAfter is { } place)
        {
            _contents.Notes.Add(SnapshotMessages.NoteIncompletePage(place));
        }
    }

    private string AccountOf(List<EntityEntry> entities)
    {
        string? account = null;
        foreach (var entity in entities)
        {
            // Managed policies of AWS have "aws" there.
            var owner = Arn.AccountOf(entity.Arn);
            if (owner is null || owner == account)
            {
                continue;
            }

            account = account is null ? owner : throw new SnapshotFormatException($"{entity.Json.Place}: {SnapshotMessages.SeveralAccounts}");
        }

        return account ?? throw new SnapshotFormatException($"{_file.PlaceOf(0)}: {SnapshotMessages.NoAccountInDetails}");
    }

    private void ReadOrganizationFile()
    {
        var cursor = new SnapshotCursor(SnapshotCursor.Whole(_file));
        var before = _contents.Nodes.Count;
        if (LooksLikeSnapshot())
        {
            ReadOrganizationOfSnapshot(ref cursor);
        }
        else
        {
            ReadNodes(ref cursor);
            cursor.ExpectEnd();
        }

        if (_contents.Nodes.Count == before && before == 0)
        {
            throw new SnapshotFormatException($"{_file.PlaceOf(0)}: {SnapshotMessages.EmptyOrganization}");
        }
    }

    private bool LooksLikeSnapshot()
    {
        var cursor = new SnapshotCursor(SnapshotCursor.Whole(_file));
        if (cursor.EnterObject("an organization, an object"))
        {
            while (cursor.NextMember())
            {
                if (cursor.Is("SnapshotVersion"u8) || cursor.Is("Organization"u8))
                {
                    return true;
                }

                cursor.Skip();
            }
        }

        return false;
    }

    private void ReadOrganizationOfSnapshot(ref SnapshotCursor cursor)
    {
        var top = new TopLevel();
        cursor.EnterObject("a snapshot, an object");
        while (cursor.NextMember())
        {
            if (cursor.Is("SnapshotVersion"u8))
            {
                ReadVersion(ref cursor);
            }
            else if (cursor.Is("Organization"u8))
            {
                ReadNodes(ref cursor);
            }
            else if (!ReadTopLevelText(ref cursor, top))
            {
                cursor.Skip();
            }
        }

        cursor.ExpectEnd();
        _contents.OrganizationId = top.OrganizationId ?? _contents.OrganizationId;
        _contents.ManagementAccountId = top.ManagementAccountId ?? _contents.ManagementAccountId;
    }

    private void ReadNodes(ref SnapshotCursor cursor)
    {
        if (!cursor.EnterObject("the organization, a map from node id to node"))
        {
            return;
        }

        var seen = new MembersSeen();
        var isEmpty = true;
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            isEmpty = false;
            var node = OrganizationNodeReader.Read(ref cursor);
            _contents.Nodes[node.Id] = _contents.Nodes.TryGetValue(node.Id, out var earlier) ? node.Over(earlier) : node;
        }

        _contents.HasNoOrganization |= isEmpty;
    }

    private static string? Hint(string member)
    {
        if (member is "Records" or "Events" or "eventName" or "detail")
        {
            return SnapshotMessages.LooksLikeEvents;
        }

        return member.StartsWith("r-", StringComparison.Ordinal) || member.StartsWith("ou-", StringComparison.Ordinal) ? SnapshotMessages.LooksLikeOrganization : null;
    }

    private sealed class TopLevel
    {
        public bool IsSnapshot { get; set; }

        public string? OrganizationId { get; set; }

        public string? ManagementAccountId { get; set; }

        public string? Hint { get; set; }

        public List<AccountContents> Accounts { get; } = [];
    }
}
