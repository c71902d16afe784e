namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>A policy of an organization as a node of <c>scp_data.json</c> lists it.</summary>
internal readonly record struct OrganizationPolicy(string? Id, string? Arn, string? Name, string? Type, JsonSlice? Document, JsonSlice Json)
{
    public const string ServiceControl = "SERVICE_CONTROL_POLICY";
    public const string ResourceControl = "RESOURCE_CONTROL_POLICY";

    /// <summary>Reads a node's list of policies.</summary>
    public static List<OrganizationPolicy> ReadList(JsonSlice list)
    {
        var policies = new List<OrganizationPolicy>();
        var cursor = new SnapshotCursor(list);
        cursor.EnterArray("an array of policies");
        while (cursor.NextObject("a policy of the organization, an object"))
        {
            var start = cursor.Position;
            var policy = ReadMembers(ref cursor);
            policies.Add(policy with { Json = new(list.File, start, cursor.End - start) });
        }

        return policies;
    }

    private static OrganizationPolicy ReadMembers(ref SnapshotCursor cursor)
    {
        var policy = default(OrganizationPolicy);
        var seen = new MembersSeen();
        while (cursor.NextMember())
        {
            seen.Add(ref cursor);
            if (cursor.Is("Id"u8))
            {
                policy = policy with { Id = cursor.Text() };
            }
            else if (cursor.Is("Arn"u8))
            {
                policy = policy with { Arn = cursor.Text() };
            }
            else if (cursor.Is("Name"u8))
            {
                policy = policy with { Name = cursor.Text() };
            }
            else if (cursor.Is("Type"u8))
            {
                policy = policy with { Type = cursor.Text() };
            }
            else if (cursor.Is("PolicyDocument"u8))
            {
                var value = cursor.Value();
                policy = policy with { Document = value.IsNull ? null : value };
            }
            else
            {
                cursor.Skip();
            }
        }

        return policy;
    }
}
