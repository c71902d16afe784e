using System.Text;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>The policies of a request.</summary>
internal sealed partial class BatchRequestReader
{
    private bool TryReadPolicies(ref JsonCursor cursor, scoped ReadOnlySpan<byte> name, ReadOnlyMemory<byte> json, RequestDraft draft)
    {
        if (name.SequenceEqual("identityPolicies"u8))
        {
            draft.Identity = ReadList(ref cursor, json, draft, "identityPolicies", GivenPolicies.Identity);
        }
        else if (name.SequenceEqual("permissionsBoundaries"u8))
        {
            draft.Boundaries = ReadList(ref cursor, json, draft, "permissionsBoundaries", GivenPolicies.PermissionsBoundary);
        }
        else if (name.SequenceEqual("sessionPolicies"u8))
        {
            draft.Session = ReadList(ref cursor, json, draft, "sessionPolicies", GivenPolicies.Session);
        }
        else if (name.SequenceEqual("vpcEndpointPolicies"u8))
        {
            draft.VpcEndpoint = ReadList(ref cursor, json, draft, "vpcEndpointPolicies", GivenPolicies.VpcEndpoint);
        }
        else if (name.SequenceEqual("resourcePolicy"u8))
        {
            draft.Give(GivenPolicies.Resource, "resourcePolicy");
            draft.ResourcePolicy = IsNull(ref cursor) ? null : ReadPolicy(ref cursor, json, draft, new("resourcePolicy"));
        }
        else if (name.SequenceEqual("serviceControlPolicies"u8))
        {
            draft.ServiceControl = ReadNodes(ref cursor, json, draft, "serviceControlPolicies", GivenPolicies.ServiceControl);
        }
        else if (name.SequenceEqual("resourceControlPolicies"u8))
        {
            draft.ResourceControl = ReadNodes(ref cursor, json, draft, "resourceControlPolicies", GivenPolicies.ResourceControl);
        }
        else
        {
            return false;
        }

        return true;
    }

    private List<AttachedPolicy> ReadList(ref JsonCursor cursor, ReadOnlyMemory<byte> json, RequestDraft draft, string member, GivenPolicies given)
    {
        draft.Give(given, member);
        return ReadPolicies(ref cursor, json, draft, new(member));
    }

    private List<AttachedPolicy> ReadPolicies(ref JsonCursor cursor, ReadOnlyMemory<byte> json, RequestDraft draft, Place place)
    {
        var policies = new List<AttachedPolicy>();
        if (cursor.Peek() != (byte)'[')
        {
            if (!IsNull(ref cursor))
            {
                draft.Fail(SimulationMessages.AtMember(place.ToString(), "expected an array of policies"));
                cursor.SkipChecked();
            }

            return policies;
        }

        cursor.Enter();
        var isFirst = true;
        while (cursor.NextItem(ref isFirst))
        {
            policies.Add(ReadPolicy(ref cursor, json, draft, place.At(policies.Count)));
        }

        return policies;
    }

    // Either {"name": …, "document": …} or the document itself.
    private AttachedPolicy ReadPolicy(ref JsonCursor cursor, ReadOnlyMemory<byte> json, RequestDraft draft, Place place)
    {
        var isObject = cursor.Peek() == (byte)'{';
        var start = cursor.Position;
        ReadOnlySpan<byte> name = default;
        (int Start, int End) document = default;
        string? arn = null;
        if (isObject && IsWrapped(ref cursor))
        {
            cursor.Rewind(start);
            document = ReadWrapped(ref cursor, draft, place, out name, out arn);
        }

        if (document.End == 0)
        {
            cursor.Rewind(start);
            document = SkipDocument(ref cursor);
        }

        var policy = _cache.Get(json[document.Start..document.End]).Attached(name, arn);
        if (policy.Problem is { } problem)
        {
            draft.Fail(SimulationMessages.AtMember(place.ToString(), problem));
        }

        return policy;
    }

    // A document's own first member tells that the object is no wrapping.
    private static bool IsWrapped(ref JsonCursor cursor)
    {
        cursor.Enter();
        var isFirst = true;
        return cursor.NextMember(ref isFirst, out var name)
            && !name.SequenceEqual("Version"u8) && !name.SequenceEqual("Statement"u8) && !name.SequenceEqual("Id"u8);
    }

    private static (int Start, int End) ReadWrapped(
        scoped ref JsonCursor cursor, RequestDraft draft, Place place, out ReadOnlySpan<byte> policyName, out string? arn)
    {
        (int Start, int End) document = default;
        policyName = default;
        arn = null;
        cursor.Enter();
        var isFirst = true;
        while (cursor.NextMember(ref isFirst, out var name))
        {
            if (name.SequenceEqual("document"u8))
            {
                if (document.End > 0)
                {
                    draft.Fail(SimulationMessages.AtMember(place.ToString(), "has two documents"));
                }

                document = SkipDocument(ref cursor);
            }
            else if (name.SequenceEqual("name"u8) && cursor.Peek() == (byte)'"')
            {
                policyName = cursor.SkipChecked()[1..^1];
            }
            else if (name.SequenceEqual("arn"u8) && cursor.Peek() == (byte)'"')
            {
                arn = cursor.ReadScalar().GetString();
            }
            else
            {
                cursor.SkipChecked();
            }
        }

        return document;
    }

    private static (int Start, int End) SkipDocument(ref JsonCursor cursor)
    {
        var length = cursor.SkipUnchecked().Length;
        return (cursor.Position - length, cursor.Position);
    }

    private List<PolicyNode> ReadNodes(ref JsonCursor cursor, ReadOnlyMemory<byte> json, RequestDraft draft, string member, GivenPolicies given)
    {
        draft.Give(given, member);
        var nodes = new List<PolicyNode>();
        if (cursor.Peek() != (byte)'[')
        {
            if (!IsNull(ref cursor))
            {
                draft.Fail(SimulationMessages.AtMember(member, "expected an array of {\"target\": …, \"policies\": […]}"));
                cursor.SkipChecked();
            }

            return nodes;
        }

        cursor.Enter();
        var isFirst = true;
        while (cursor.NextItem(ref isFirst))
        {
            nodes.Add(ReadNode(ref cursor, json, draft, new(member, nodes.Count)));
        }

        return nodes;
    }

    private PolicyNode ReadNode(ref JsonCursor cursor, ReadOnlyMemory<byte> json, RequestDraft draft, Place place)
    {
        if (cursor.Peek() != (byte)'{')
        {
            draft.Fail(SimulationMessages.AtMember(place.ToString(), "expected {\"target\": …, \"policies\": […]}"));
            cursor.SkipChecked();
            return new(place.ToString(), null, []);
        }

        string? target = null;
        List<AttachedPolicy>? policies = null;
        cursor.Enter();
        var isFirst = true;
        while (cursor.NextMember(ref isFirst, out var name))
        {
            if (name.SequenceEqual("policies"u8))
            {
                if (policies is not null)
                {
                    draft.Fail(SimulationMessages.AtMember(place.ToString(), "has \"policies\" twice"));
                }

                policies = ReadPolicies(ref cursor, json, draft, place.Policies());
            }
            else if (name.SequenceEqual("target"u8) && cursor.Peek() == (byte)'"')
            {
                target = cursor.ReadScalar().GetString();
            }
            else
            {
                if (name.SequenceEqual("Statement"u8))
                {
                    draft.Fail(SimulationMessages.AtMember(
                        place.ToString(), "expected {\"target\": …, \"policies\": […]}, found a policy document; put it into \"policies\""));
                }

                cursor.SkipChecked();
            }
        }

        if (policies is null)
        {
            draft.Fail(SimulationMessages.AtMember(place.ToString(), "has no \"policies\"; give an array, empty if nothing is attached"));
        }

        return new(target ?? place.ToString(), null, policies ?? []);
    }

    private static bool IsNull(ref JsonCursor cursor)
    {
        if (cursor.Peek() != (byte)'n')
        {
            return false;
        }

        cursor.SkipChecked();
        return true;
    }

    /// <summary>Where in a request something stands; becomes text only where a message needs it.</summary>
    private readonly record struct Place(string Member, int First = -1, bool OfNode = false, int Second = -1)
    {
        public Place At(int index) => OfNode ? this with { Second = index } : this with { First = index };

        public Place Policies() => this with { OfNode = true };

        public override string ToString()
        {
            var text = new StringBuilder(Member);
            if (First >= 0)
            {
                text.Append('[').Append(First).Append(']');
            }

            if (OfNode)
            {
                text.Append(".policies");
            }

            return Second >= 0 ? text.Append('[').Append(Second).Append(']').ToString() : text.ToString();
        }
    }
}
