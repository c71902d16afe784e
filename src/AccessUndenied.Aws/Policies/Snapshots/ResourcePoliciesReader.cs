using System.Collections.Frozen;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Gathers the resource's side: its policy, resource control policies, owner and tags.</summary>
internal sealed class ResourcePoliciesReader
{
    // Services that have a key of their own for the tags of their resources beside aws:ResourceTag.
    private static readonly FrozenSet<string> s_ownTagKeys = new[]
    {
        "autoscaling", "ec2", "ecr", "ecs", "elasticloadbalancing", "iam", "sagemaker", "secretsmanager", "ssm",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Snapshot _snapshot;
    private readonly ResourceKey _key;
    private readonly SnapshotAccount? _account;

    // The account that lists the resource. Bucket names are global: what one account lists is that bucket, whosever the request takes it for.
    private readonly SnapshotAccount? _holder;
    private readonly ResourcePolicies _result = new();

    public ResourcePoliciesReader(Snapshot snapshot, ResourceKey key)
    {
        _snapshot = snapshot;
        _key = key;
        _account = key.Owner is null ? null : snapshot.FindAccount(key.Owner);
        _holder = snapshot.FindOwner(key.Arn) ?? snapshot.FindOwner(PolicyCarriers.Of(key.Arn).Arn) ?? _account;
    }

    public ResourcePolicies Read()
    {
        ReadOwner();
        if (_key.Use == ResourceUse.Delegation)
        {
            ReadDelegation(_key.Owner!);
            return _result;
        }

        if (_key.Arn == "*")
        {
            return _result;
        }

        var arn = Arn.OrNone(_key.Arn);
        if (arn.Service is "iam")
        {
            ReadEntity();
        }
        else if (arn.Service is "kms" && arn.Resource.StartsWith("alias/", StringComparison.Ordinal))
        {
            ReadAlias();
        }
        else
        {
            ReadCarried(PolicyCarriers.Of(_key.Arn));
        }

        ReadTags(arn);
        return _result;
    }

    private void ReadOwner()
    {
        _result.AccountId = _key.Owner;
        if (_key.Owner is not { } owner)
        {
            if (_key.Arn != "*" && _snapshot.Organization.HasResourceControl)
            {
                Miss(UnreadEvidence.ResourceControlPoliciesOn(_key.Arn.TrimEnd('/')), SnapshotMessages.ResourceAccountUnknown(_key.Arn.TrimEnd('/')));
            }

            return;
        }

        var place = _snapshot.Organization.PlaceOf(owner);
        var policies = UnreadEvidence.ResourceControlPolicies(owner);
        _result.Place = place;
        // A collector may have read a member's service control policies and not these.
        if (!place.IsManagementAccount && UncollectedOfOwner() is { } item)
        {
            _result.Unavailable.Add(item);
        }
        else if (place.ResourceControlProblem is { } problem)
        {
            Miss(policies, problem);
        }
        else if (place.Doubt is { } doubt && (_snapshot.Organization.HasResourceControl || _snapshot.Organization.IsEmpty))
        {
            Miss(policies with { Layer = null }, doubt);
        }

        if (_account is not null)
        {
            PrincipalPoliciesReader.AddOther(_account, _result.Unavailable);
        }

        if (Arn.OrNone(_key.Arn).AccountId is "aws" or "amazon")
        {
            // What AWS itself owns is in no organization (GK-34).
            _result.Facts.Complete("aws:ResourceOrgID");
            _result.Facts.Complete("aws:ResourceOrgPaths");
        }
        else if (_key.Arn != "*")
        {
            _result.Facts.Set("aws:ResourceAccount", ContextValue.Of(owner));
            _result.Facts.AddOrganization("aws:Resource", place);
        }
    }

    // There is one policy for the whole organization, under an ARN of its own in the management account.
    private void ReadDelegation(string management)
    {
        _result.CarrierArn = _key.Arn;
        _result.TakesPolicy = true;
        foreach (var (arn, document) in _account?.Contents.ResourcePolicies ?? [])
        {
            if (Arn.OrNone(arn) is { Service: "organizations" } fields && fields.Resource.StartsWith("resourcepolicy/", StringComparison.Ordinal))
            {
                _result.CarrierArn = arn;
                _result.Policy = document.IsNull ? null : Attach(document, arn);
                return;
            }
        }

        _result.PolicyUnavailable = UnreadEvidence.DelegationPolicy(management).Because(SnapshotMessages.DelegationMissing(management));
    }

    private void ReadCarried(CarriedPolicy carrier)
    {
        _result.TakesPolicy = true;
        if (carrier.IsNone)
        {
            // AWS adds types faster than the table learns them: a policy that was collected counts.
            _result.CarrierArn = _key.Arn;
            _result.Policy = _holder?.FindResourcePolicy(_key.Arn) is { IsNull: false } listed ? Attach(listed, _key.Arn) : null;
            _result.MayBeKnownElsewhere = _result.Policy is null;
            return;
        }

        _result.CarrierArn = carrier.Arn;
        if (Find(carrier, account => account.FindResourcePolicy) is { } found)
        {
            // A null is the collector's word that there is none.
            _result.Policy = found.Value.IsNull ? null : Attach(found.Value, found.Arn);
        }
        else
        {
            _result.PolicyUnavailable = WhyMissing(carrier);
            _result.MayBeKnownElsewhere = _result.PolicyUnavailable is not null;
        }

        ReadPublicAccessBlock(carrier.Arn);
    }

    // Null: the resource certainly carries none.
    private UnavailableEvidence? WhyMissing(CarriedPolicy carrier)
    {
        var policy = UnreadEvidence.ResourcePolicy(carrier.Arn);
        if (_key.Owner is null && _snapshot.FindUncollected(carrier.Arn) is { } known)
        {
            return known with { Layer = PolicyLayer.Resource };
        }

        if (_key.Owner is not { } owner)
        {
            return policy.Because(SnapshotMessages.ResourceAccountUnknown(carrier.Arn));
        }

        if (_holder is null)
        {
            return policy.Because(SnapshotMessages.AccountMissing(owner));
        }

        var item = Uncollected(item => item is { Layer: PolicyLayer.Resource, Kind: not EvidenceKind.PublicAccessBlock } &&
            (item.IsOfWhole(_holder.Id) || carrier.IsAt(item.Target!) || item.Target == _key.Arn));
        if (item is not null)
        {
            return item;
        }

        if (_holder.Contents.ResourcePolicies is null)
        {
            var isExact = !carrier.Arn.AsSpan().ContainsAny('*', '?');
            return policy.Because(isExact ? SnapshotMessages.PoliciesNotCollected(_holder.Id, carrier.Arn) : SnapshotMessages.ResourceNotExact(carrier.Arn));
        }

        return carrier.IsNeverWithout ? policy.Because(SnapshotMessages.KeyPolicyMissing(_holder.Id)) : null;
    }

    private void ReadPublicAccessBlock(string carrier)
    {
        if (_holder is null || !Arn.OrNone(carrier).Service.SequenceEqual("s3"))
        {
            return;
        }

        _result.Settings = _holder.FindPublicAccessBlock(carrier, out var unreadable);
        if (unreadable is { } problem)
        {
            Miss(UnreadEvidence.PublicAccessBlock(carrier), problem);
        }
        else if (!_result.RestrictsPublicPolicies && _result.Policy is not null &&
            Uncollected(item => item.Kind == EvidenceKind.PublicAccessBlock && (item.IsOfWhole(_holder.Id) || item.Target == carrier)) is { } item)
        {
            _result.Unavailable.Add(item);
        }
    }

    private void ReadAlias()
    {
        _result.CarrierArn = _key.Arn;
        _result.TakesPolicy = _key.Use != ResourceUse.AliasItself;
        if (_holder?.FindResourcePolicy(_key.Arn) is { IsNull: false } policy)
        {
            _result.Policy = Attach(policy, _key.Arn);
        }
        else if (_key.Use != ResourceUse.AliasItself)
        {
            var unread = UnreadEvidence.AliasedKeyPolicy(_key.Arn);
            _result.PolicyUnavailable = _snapshot.FindUncollected(_key.Arn) is { } item ? unread.Because(item) : unread.Because(SnapshotMessages.AliasUnresolved);
            _result.MayBeKnownElsewhere = true;
        }
    }

    private void ReadEntity()
    {
        var isRole = Arn.OrNone(_key.Arn).Resource.StartsWith("role/", StringComparison.Ordinal);
        var entry = _account?.FindEntity(_key.Arn);
        _result.CarrierArn = _key.Arn;
        if (_key.Use == ResourceUse.Trust && isRole)
        {
            _result.TakesPolicy = true;
            ReadTrust(entry);
        }

        if (entry?.Entity is not { Problem: null } entity || entry.Kind is EntityKind.Group or EntityKind.ManagedPolicy)
        {
            return;
        }

        AddTags("iam", entity.Tags);
        if (_key.Use == ResourceUse.BoundaryOfEntity)
        {
            _result.Facts.Set("iam:PermissionsBoundary", entity.BoundaryArn is { } arn ? ContextValue.Of(arn) : ContextValue.Absent);
        }
    }

    private void ReadTrust(EntityEntry? entry)
    {
        var policy = UnreadEvidence.TrustPolicy(_key.Arn);
        if (entry?.Entity.TrustPolicy is { } trust)
        {
            _result.Policy = Attach(trust, _key.Arn) with { AttachedToName = entry.Name };
            return;
        }

        var owner = _key.Owner ?? "";
        _result.PolicyUnavailable = entry is not null ? policy.Because(entry.Entity.Problem ?? SnapshotMessages.NoTrustPolicy)
            : _account is null ? policy.Because(SnapshotMessages.AccountMissing(owner))
            : _account.Contents.Unavailable.Find(item => item.Target == _key.Arn) is { } item ? policy.Because(item)
            : !_account.HasDetails ? policy.Because(SnapshotMessages.DetailsMissing(owner))
            : policy.Because(SnapshotMessages.EntityMissing(owner, _account.Contents.ContinuesAfter));
        _result.MayBeKnownElsewhere = true;
    }

    // The tags of an object are keys of S3's own (SK-35); of the bucket's, S3 tells only where that was switched on.
    private void ReadTags(Arn arn)
    {
        if (_key.Use == ResourceUse.ObjectVersion)
        {
            _result.ObjectTagsUnavailable = UnreadEvidence.Tags(_key.Arn).Because(SnapshotMessages.TagsOfVersion);
            return;
        }

        var carrier = PolicyCarriers.Of(_key.Arn);
        var own = carrier.IsNone ? new CarriedPolicy(_key.Arn) : SameResource(carrier);
        if (Find(own, account => account.FindTags) is { } found)
        {
            var tags = TagFacts.Read(found.Value, out var problem);
            if (problem is not null)
            {
                Miss(UnreadEvidence.Tags(found.Arn), problem);
            }
            else if (IsObject(arn))
            {
                AddTags("s3:ExistingObjectTag/", null, tags);
            }
            else
            {
                AddTags(arn.Service.ToString(), tags);
            }
        }
        else if (Uncollected(item => item.Kind == EvidenceKind.Tags && (item.Target == _key.Arn || item.IsOfWhole(_holder!.Id))) is { } item)
        {
            if (item.Target == _key.Arn && IsObject(arn))
            {
                _result.ObjectTagsUnavailable = item;
            }
            else
            {
                _result.Unavailable.Add(item);
            }
        }
    }

    private static bool IsObject(Arn arn) => arn.Service is "s3" && arn.AccountId.IsEmpty && arn.Resource.Contains('/');

    // A carrier's other spelling names the resource itself only where the carrier is the resource.
    private CarriedPolicy SameResource(CarriedPolicy carrier) => carrier.IsAt(_key.Arn) ? carrier : new(_key.Arn);

    private void AddTags(string service, List<KeyValuePair<string, string>> tags) =>
        AddTags("aws:ResourceTag/", s_ownTagKeys.Contains(service) ? service + ":ResourceTag/" : null, tags);

    private void AddTags(string prefix, string? second, List<KeyValuePair<string, string>> tags)
    {
        foreach (var name in (ReadOnlySpan<string?>)[prefix, second])
        {
            if (name is not null)
            {
                TagFacts.Add(_result.Facts, name, tags);
                _result.Facts.Complete(name);
            }
        }
    }

    private (JsonSlice Value, string Arn)? Find(CarriedPolicy carrier, Func<SnapshotAccount, Func<string, JsonSlice?>> map)
    {
        if (_holder is null)
        {
            return null;
        }

        var find = map(_holder);
        foreach (var arn in (IEnumerable<string?>)[carrier.Arn, .. carrier.OtherSpellings ?? [], _holder.CompleteSecret(_key.Arn)])
        {
            if (arn is not null && find(arn) is { } value)
            {
                return (value, arn);
            }
        }

        return null;
    }

    private AttachedPolicy Attach(JsonSlice document, string arn)
    {
        var attachment = new AttachedPolicy { Document = null, AttachedTo = arn, AttachedToName = arn[(arn.LastIndexOfAny(['/', ':']) + 1)..], Origin = PolicyOrigin.Resource };
        return _snapshot.Documents.Attach(document, attachment, document);
    }

    private UnavailableEvidence? UncollectedOfOwner() =>
        _account?.Contents.Unavailable.Find(item => item.Layer == PolicyLayer.ResourceControl && item.IsOfWhole(_account.Id));

    private UnavailableEvidence? Uncollected(Predicate<UnavailableEvidence> which) => _holder?.Contents.Unavailable.Find(which);

    private void Miss(UnavailableEvidence what, string why) => _result.Unavailable.Add(what.Because(why));
}
