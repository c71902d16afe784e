using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>IAM's calls, and those of AWS Organizations.</summary>
internal sealed partial class WriteEventReader
{
    private bool ReadIam()
    {
        if (_row.Kind is WriteKind.CreateManaged or WriteKind.CreateVersion or WriteKind.SetVersion or WriteKind.DeleteManaged)
        {
            return ReadManaged();
        }

        if ((_parameters.Text(_row.Carrier) ?? CreatedName()) is not { } name)
        {
            return false;
        }

        var kind = _row.Carrier switch
        {
            "userName" => EntityKind.User,
            "groupName" => EntityKind.Group,
            _ => EntityKind.Role,
        };
        var carrier = PolicySlot.OfEntity(_account, kind, name);
        _target = ArnOf(kind, name);
        _policyName = _parameters.Text("policyName") ?? (_parameters.Text("policyArn") is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : null);
        return ReadEntity(carrier, kind, name);
    }

    private bool ReadEntity(string carrier, EntityKind kind, string name)
    {
        switch (_row.Kind)
        {
            case WriteKind.CreateEntity:
                Create(carrier, kind, name);
                return true;
            case WriteKind.DeleteEntity:
                Add(new(SlotKind.Entity, carrier), SlotEffect.Remove);
                return true;
            case WriteKind.LoseEntity:
                Add(new(SlotKind.Entity, carrier), SlotEffect.Lose);
                return true;
            case WriteKind.RenameEntity:
                Rename(carrier, kind, name);
                return true;
            case WriteKind.PutInline when _policyName is { } policy:
                AddDocument(new(SlotKind.Inline, carrier, policy), _parameters[_row.Document]);
                return true;
            case WriteKind.DeleteInline when _policyName is { } policy:
                AddRemoval(new(SlotKind.Inline, carrier, policy));
                return true;
            case WriteKind.Attach when _parameters.Text("policyArn") is { } policy:
                Add(new(SlotKind.Attachment, carrier, policy), SlotEffect.Set, policy);
                return true;
            case WriteKind.Detach when _parameters.Text("policyArn") is { } policy:
                AddRemoval(new(SlotKind.Attachment, carrier, policy));
                return true;
            case WriteKind.PutBoundary when _parameters.Text("permissionsBoundary") is { } boundary:
                (_layer, _policyName) = (PolicyLayer.PermissionsBoundary, boundary);
                Add(new(SlotKind.Boundary, carrier), SlotEffect.Set, boundary);
                return true;
            case WriteKind.DeleteBoundary:
                _layer = PolicyLayer.PermissionsBoundary;
                Add(new(SlotKind.Boundary, carrier), SlotEffect.Remove);
                return true;
            case WriteKind.PutTrust:
                _layer = PolicyLayer.RoleTrust;
                AddDocument(new(SlotKind.Trust, carrier), _parameters[_row.Document]);
                return true;
            case WriteKind.AddMember or WriteKind.RemoveMember when _parameters.Text("groupName") is { } group:
                _policyName = group;
                var isAdded = _row.Kind == WriteKind.AddMember;
                Add(new(SlotKind.Membership, carrier, group.ToLowerInvariant()), isAdded ? SlotEffect.Set : SlotEffect.Remove, isAdded ? group : null);
                return true;
            case WriteKind.Tag or WriteKind.Untag:
                return ReadTags(carrier);
            default:
                return false;
        }
    }

    // What is not there, IAM and AWS Organizations refuse to take away.
    private void AddRemoval(PolicySlot slot) => _changes.Add(new(slot, SlotEffect.Remove) { NeedsPresent = true });

    private void Create(string carrier, EntityKind kind, string name)
    {
        var word = kind switch
        {
            EntityKind.User => "user",
            EntityKind.Group => "group",
            _ => "role",
        };
        var arn = ParameterReader.TextOf(At($"response.{word}.arn")) is { } told && Arn.AccountOf(told) == _account ? told : null;
        Add(new(SlotKind.Entity, carrier), arn is null ? SlotEffect.Lose : SlotEffect.Set, arn is null ? null : new JsonObject
        {
            ["Arn"] = arn,
            ["Name"] = ParameterReader.TextOf(At($"response.{word}.{word}Name")) ?? name,
            ["Id"] = ParameterReader.TextOf(At($"response.{word}.{word}Id")),
        }.ToJsonString(), needsAbsent: true);
        _target = arn ?? _target;
        if (_row.Event == "CreateServiceLinkedRole")
        {
            // The service attaches its policies without a record.
            _changes.Clear();
            Add(new(SlotKind.Entity, carrier), SlotEffect.Lose);
            return;
        }

        if (_row.Document.Length > 0)
        {
            _layer = PolicyLayer.RoleTrust;
            AddDocument(new(SlotKind.Trust, carrier), _parameters[_row.Document]);
        }
        else if (kind == EntityKind.Role)
        {
            Add(new(SlotKind.Trust, carrier), SlotEffect.Lose);
        }

        if (_parameters.Text("permissionsBoundary") is { } boundary)
        {
            Add(new(SlotKind.Boundary, carrier), SlotEffect.Set, boundary);
        }

        ReadTags(carrier);
    }

    private string? CreatedName() => ParameterReader.TextOf(At("response.role.roleName"));

    // HIST-12: under the new name stands what stood under the old one, with the same unique id.
    private void Rename(string carrier, EntityKind kind, string name)
    {
        var renamed = _parameters.Text(kind == EntityKind.User ? "newUserName" : "newGroupName") ?? name;
        var path = _parameters.Text("newPath");
        var to = PolicySlot.OfEntity(_account, kind, renamed);
        if (to == carrier && path is null && renamed == name)
        {
            return;
        }

        var (old, own) = (new PolicySlot(SlotKind.Entity, carrier), new PolicySlot(SlotKind.Entity, to));
        var names = EntityNames.Text(name, renamed, path);
        if (to != carrier)
        {
            _changes.Add(new(old, SlotEffect.Remove, names) { To = own, NeedsPresent = true });
        }

        _changes.Add(new(own, SlotEffect.Move, names) { From = old, NeedsAbsent = to != carrier });
    }

    private bool ReadTags(string carrier)
    {
        if (_row.Kind == WriteKind.Untag)
        {
            foreach (var key in ElementsOf(_parameters["tagKeys"]).Select(ParameterReader.TextOf).OfType<string>())
            {
                Add(new(SlotKind.EntityTag, carrier, key), SlotEffect.Remove);
            }

            return true;
        }

        foreach (var tag in ElementsOf(_parameters["tags"]))
        {
            if (ParameterReader.TextOf(ParameterReader.Find(tag, "key")) is { } key)
            {
                var value = ParameterReader.TextOf(ParameterReader.Find(tag, "value"));
                Add(new(SlotKind.EntityTag, carrier, key), value is null ? SlotEffect.Lose : SlotEffect.Set, value);
            }
        }

        return true;
    }

    private static JsonElement[] ElementsOf(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private string ArnOf(EntityKind kind, string name) =>
        $"arn:{Partitions.OfRegion(_record.AwsRegion)}:iam::{_account}:{(kind == EntityKind.User ? "user" : kind == EntityKind.Group ? "group" : "role")}/{name}";

    private bool ReadManaged()
    {
        if ((_row.Kind == WriteKind.CreateManaged ? ParameterReader.TextOf(At("response.policy.arn")) : _parameters.Text("policyArn")) is not { } arn)
        {
            return false;
        }

        if (Arn.AccountOf(arn) != _account)
        {
            return true;
        }

        _target = arn;
        _policyName = arn[(arn.LastIndexOf('/') + 1)..];
        var version = new PolicySlot(SlotKind.DefaultVersion, arn);
        switch (_row.Kind)
        {
            case WriteKind.CreateManaged:
                var first = ParameterReader.TextOf(At("response.policy.defaultVersionId")) ?? "v1";
                var policy = new JsonObject { ["Arn"] = arn, ["Name"] = _policyName, ["Id"] = ParameterReader.TextOf(At("response.policy.policyId")) };
                Add(new(SlotKind.Entity, arn), SlotEffect.Set, policy.ToJsonString(), true);
                AddDocument(new(SlotKind.Version, arn, first), _parameters[_row.Document]);
                Add(version, SlotEffect.Set, first);
                break;
            case WriteKind.CreateVersion:
                var id = ParameterReader.TextOf(At("response.policyVersion.versionId"));
                if (id is not null)
                {
                    AddDocument(new(SlotKind.Version, arn, id), _parameters[_row.Document]);
                }

                if (_parameters.Text("setAsDefault") == "true")
                {
                    Add(version, id is null ? SlotEffect.Lose : SlotEffect.Set, id);
                }

                break;
            case WriteKind.SetVersion:
                Add(version, _parameters.Text("versionId") is null ? SlotEffect.Lose : SlotEffect.Set, _parameters.Text("versionId"));
                break;
            default:
                Add(new(SlotKind.Entity, arn), SlotEffect.Remove);
                break;
        }

        return true;
    }

    private bool ReadOrganizations()
    {
        _layer = PolicyLayer.ServiceControl;
        var policy = _parameters.Text("policyId") ?? ParameterReader.TextOf(At("response.policy.policySummary.id"));
        var type = _parameters.Text("type") ?? ParameterReader.TextOf(At("response.policy.policySummary.type")) ?? ParameterReader.TextOf(At("response.policy.policySummary.policyType"));
        if (type is not (null or OrganizationPolicy.ResourceControl or OrganizationPolicy.ServiceControl) && _row.Kind is (WriteKind.CreateOrganizationPolicy or WriteKind.UpdateOrganizationPolicy))
        {
            // Tag policies, backup policies and others decide no request.
            return true;
        }

        _layer = type == OrganizationPolicy.ResourceControl ? PolicyLayer.ResourceControl : PolicyLayer.ServiceControl;
        _policyName = ParameterReader.TextOf(At("response.policy.policySummary.name")) ?? policy;
        switch (_row.Kind)
        {
            case WriteKind.Move when _parameters.Text("accountId") is { } account && _parameters.Text("destinationParentId") is { } parent:
                (_target, _policyName) = (account, null);
                Add(new(SlotKind.OrganizationParent, account), SlotEffect.Set, parent);
                return true;
            case WriteKind.JoinOrLeave:
                (_target, _policyName) = (_parameters.Text("accountId") ?? _account, null);
                Add(new(SlotKind.OrganizationParent, _target), SlotEffect.Lose);
                return true;
            case WriteKind.LoseOrganization when _parameters.Text("rootId") is { } root:
                (_target, _policyName) = (root, _parameters.Text("policyType"));
                Add(new(SlotKind.OrganizationAttachment, root, ""), SlotEffect.Lose);
                return true;
            case WriteKind.CreateOrganizationPolicy or WriteKind.UpdateOrganizationPolicy when policy is not null:
                _target = policy;
                if (_parameters.Has(_row.Document))
                {
                    AddDocument(new(SlotKind.OrganizationPolicy, policy), _parameters[_row.Document]);
                }

                return true;
            case WriteKind.DeleteOrganizationPolicy when policy is not null:
                _target = policy;
                Add(new(SlotKind.OrganizationPolicy, policy), SlotEffect.Remove);
                return true;
            case WriteKind.AttachOrganizationPolicy or WriteKind.DetachOrganizationPolicy when policy is not null && _parameters.Text("targetId") is { } target:
                _target = target;
                var isAttached = _row.Kind == WriteKind.AttachOrganizationPolicy;
                var attachment = new PolicySlot(SlotKind.OrganizationAttachment, target, policy);
                if (isAttached)
                {
                    Add(attachment, SlotEffect.Set, policy, needsAbsent: true);
                }
                else
                {
                    AddRemoval(attachment);
                }

                return true;
            default:
                return false;
        }
    }
}
