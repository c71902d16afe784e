namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Reads one node of <c>scp_data.json</c>; members that it does not know are passed over.</summary>
internal static class OrganizationNodeReader
{
    /// <summary>Reads the node that is the cursor's current member.</summary>
    public static OrganizationNode Read(ref SnapshotCursor cursor)
    {
        var node = new OrganizationNode { Id = cursor.Name() };
        if (!cursor.EnterObject("a node of the organization, an object"))
        {
            throw cursor.Fault(SnapshotMessages.WrongType("a node of the organization, an object", System.Text.Json.JsonTokenType.Null));
        }

        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            node = ReadMember(ref cursor, node);
        }

        return FromArn(node);
    }

    private static OrganizationNode ReadMember(ref SnapshotCursor cursor, OrganizationNode node)
    {
        if (cursor.Is("arn"u8))
        {
            return node with { Arn = cursor.Text() };
        }

        if (cursor.Is("name"u8))
        {
            return node with { Name = cursor.Text() };
        }

        if (cursor.Is("parent"u8))
        {
            return node with { Parent = cursor.Text("the id of the node above, a string") is { Length: > 0 } parent ? parent : null };
        }

        if (cursor.Is("policies"u8))
        {
            return node with { ServiceControl = List(ref cursor) };
        }

        if (cursor.Is("resource_control_policies"u8))
        {
            return node with { ResourceControl = List(ref cursor) };
        }

        if (cursor.Is("organization_id"u8))
        {
            return node with { OrganizationId = cursor.Text() };
        }

        if (cursor.Is("management_account_id"u8))
        {
            return node with { ManagementAccountId = cursor.Text() };
        }

        cursor.Skip();
        return node;
    }

    private static JsonSlice? List(ref SnapshotCursor cursor)
    {
        var list = cursor.Value();
        if (list.IsNull)
        {
            return null;
        }

        return list.Bytes.Span[0] == (byte)'['
            ? list
            : throw new SnapshotFormatException($"{list.Place}: {SnapshotMessages.WrongType("an array of policies", System.Text.Json.JsonTokenType.None)}");
    }

    // arn:aws:organizations::<management account>:<type>/<organization>/<node>: what the Python tool's file has no member for.
    private static OrganizationNode FromArn(OrganizationNode node)
    {
        if (node.Arn is null || node.Parent is not null)
        {
            return node;
        }

        var arn = Arn.OrNone(node.Arn);
        var parts = arn.Resource.ToString().Split('/');
        if (!arn.Service.SequenceEqual("organizations") || parts.Length < 3 || !AccountIds.IsAccountId(arn.AccountId))
        {
            return node;
        }

        return node with
        {
            OrganizationId = node.OrganizationId ?? parts[1],
            ManagementAccountId = node.ManagementAccountId ?? arn.AccountId.ToString(),
        };
    }
}
