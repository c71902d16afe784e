namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Indexes the output of <c>get-account-authorization-details</c>: of each entity only what it is found by.</summary>
internal sealed class AuthorizationDetailsReader
{
    private readonly SnapshotFile _file;
    private readonly AccountContents _account;

    public AuthorizationDetailsReader(SnapshotFile file, AccountContents account)
    {
        _file = file;
        _account = account;
    }

    /// <summary>Reads the cursor's current member; false, with nothing read, when it is none of the authorization details.</summary>
    public bool TryReadMember(ref SnapshotCursor cursor)
    {
        if (cursor.Is("UserDetailList"u8))
        {
            ReadList(ref cursor, EntityKind.User, "UserName"u8, "UserId"u8);
        }
        else if (cursor.Is("GroupDetailList"u8))
        {
            ReadList(ref cursor, EntityKind.Group, "GroupName"u8, "GroupId"u8);
        }
        else if (cursor.Is("RoleDetailList"u8))
        {
            ReadList(ref cursor, EntityKind.Role, "RoleName"u8, "RoleId"u8);
        }
        else if (cursor.Is("Policies"u8))
        {
            ReadList(ref cursor, EntityKind.ManagedPolicy, "PolicyName"u8, "PolicyId"u8);
        }
        else if (cursor.Is("IsTruncated"u8))
        {
            NotePage(cursor.Position, cursor.Flag());
        }
        else if (cursor.Is("NextToken"u8) || cursor.Is("Marker"u8))
        {
            NotePage(cursor.Position, !cursor.Value().IsNull);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void ReadList(ref SnapshotCursor cursor, EntityKind kind, ReadOnlySpan<byte> nameMember, ReadOnlySpan<byte> idMember)
    {
        _account.Entities ??= [];
        if (!cursor.EnterArray("an array"))
        {
            return;
        }

        while (cursor.NextObject("an object"))
        {
            _account.Entities.Add(ReadEntity(ref cursor, kind, nameMember, idMember));
        }
    }

    private EntityEntry ReadEntity(ref SnapshotCursor cursor, EntityKind kind, ReadOnlySpan<byte> nameMember, ReadOnlySpan<byte> idMember)
    {
        var start = cursor.Position;
        string? arn = null;
        string? name = null;
        string? id = null;
        while (cursor.NextMember())
        {
            if (cursor.Is("Arn"u8))
            {
                Once(ref cursor, arn);
                arn = cursor.Text();
            }
            else if (cursor.Is(nameMember))
            {
                Once(ref cursor, name);
                name = cursor.Text();
            }
            else if (cursor.Is(idMember))
            {
                Once(ref cursor, id);
                id = cursor.Text();
            }
            else
            {
                cursor.Skip();
            }
        }

        if (arn is null)
        {
            throw cursor.Fault(SnapshotMessages.Lacks("Arn"));
        }

        return new(kind, arn, name ?? arn[(arn.LastIndexOf('/') + 1)..], id, new(_file, start, cursor.End - start));
    }

    private static void Once(ref SnapshotCursor cursor, string? value)
    {
        if (value is not null)
        {
            throw cursor.Fault(SnapshotMessages.Duplicate(cursor.Name()));
        }
    }

    private void NotePage(int position, bool goesOn)
    {
        if (goesOn)
        {
            _account.ContinuesAfter ??= _file.PlaceOf(position);
        }
    }
}
