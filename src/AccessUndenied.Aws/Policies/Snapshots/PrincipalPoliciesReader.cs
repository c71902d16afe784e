using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Gathers the caller's side: identity policies, boundary, service control policies, tags.</summary>
internal sealed class PrincipalPoliciesReader
{
    private const string TagPrefix = "aws:PrincipalTag/";

    private readonly Snapshot _snapshot;
    private readonly PrincipalKey _key;
    private readonly PrincipalPolicies _result = new();

    public PrincipalPoliciesReader(Snapshot snapshot, PrincipalKey key)
    {
        _snapshot = snapshot;
        _key = key;
    }

    public PrincipalPolicies Read()
    {
        switch (_key.Kind)
        {
            case PrincipalKind.Service or PrincipalKind.Anonymous or PrincipalKind.WebIdentity or PrincipalKind.Saml:
                // Without an account there are no organization and no tags to have.
                _result.Facts.Complete(TagPrefix);
                _result.Facts.Complete("aws:PrincipalOrgID");
                _result.Facts.Complete("aws:PrincipalOrgPaths");
                break;
            case PrincipalKind.Root:
                ReadAccount(_key.AccountId);
                _result.Facts.Complete(TagPrefix);
                break;
            case PrincipalKind.Unknown or PrincipalKind.DirectoryUser:
                ReadAccount(_key.AccountId);
                MissIdentity(null, SnapshotMessages.CallerUnknown);
                break;
            case PrincipalKind.Account:
                ReadByUniqueId();
                break;
            default:
                ReadEntity();
                break;
        }

        return _result;
    }

    private void ReadByUniqueId()
    {
        var found = _key.UniqueId is { } unique ? _snapshot.FindByUniqueId(UserIds.EntityOf(unique)) : null;
        ReadAccount(found?.Account.Id ?? _key.AccountId);
        if (found is { } hit)
        {
            ReadPolicies(hit.Account, hit.Entity);
        }
        else if (_key.UniqueId is { } missing)
        {
            var account = _key.AccountId is { } id ? _snapshot.FindAccount(id) : null;
            if (account?.Contents.Unavailable.Find(item => item.Layer == PolicyLayer.Identity && item.Target is { } target && UserIds.EntityOf(target) == UserIds.EntityOf(missing)) is { } item)
            {
                MissIdentity(missing, item);
            }
            else
            {
                MissIdentity(missing, SnapshotMessages.UniqueIdMissing(_key.AccountId));
            }
        }
        else
        {
            MissIdentity(_key.AccountId, SnapshotMessages.OnlyAccountKnown);
        }
    }

    private void ReadEntity()
    {
        var accountId = (_key.Entity is null ? null : Arn.AccountOf(_key.Entity)) ?? _key.AccountId;
        ReadAccount(accountId);
        var target = _key.Entity ?? _key.UniqueId ?? accountId;
        if (_key.Kind == PrincipalKind.FederatedSession && target?.EndsWith(":root", StringComparison.Ordinal) == true)
        {
            return;
        }

        if (accountId is null || _snapshot.FindAccount(accountId) is not { } account)
        {
            MissIdentity(target, accountId is null ? SnapshotMessages.CallerUnknown : SnapshotMessages.AccountMissing(accountId));
        }
        else if (Find(account) is { } found)
        {
            NoteNamesake(found);
            ReadPolicies(account, found);
        }
        else if (account.Contents.Unavailable.Find(item => item.Layer == PolicyLayer.Identity && (item.IsOfWhole(accountId) || item.Target == target)) is { } item)
        {
            MissIdentity(target, item);
        }
        else if (!account.HasDetails)
        {
            MissIdentity(target, SnapshotMessages.DetailsMissing(accountId));
        }
        else
        {
            MissIdentity(target, SnapshotMessages.EntityMissing(accountId, account.Contents.ContinuesAfter));
        }
    }

    private EntityEntry? Find(SnapshotAccount account)
    {
        if (_key.Entity is not { } entity)
        {
            return _key.UniqueId is { } id ? _snapshot.FindByUniqueId(UserIds.EntityOf(id))?.Entity : null;
        }

        if (_key.IsExact)
        {
            return account.FindEntity(entity);
        }

        var kind = _key.Kind is PrincipalKind.User or PrincipalKind.FederatedSession ? EntityKind.User : EntityKind.Role;
        return account.FindEntity(kind, entity[(entity.LastIndexOf('/') + 1)..]);
    }

    // Policies of a namesake are the best there is; that they may differ is said.
    private void NoteNamesake(EntityEntry entity)
    {
        if (_key.UniqueId is { } asked && entity.UniqueId is { } found && UserIds.EntityOf(asked) != found && asked.StartsWith('A') && !AccountIds.IsAccountId(asked))
        {
            _result.Unavailable.Add(UnreadEvidence.FormerIdentityPolicies(entity.Arn).Because(SnapshotMessages.Recreated(found, asked)));
        }
    }

    private void ReadAccount(string? accountId)
    {
        if (accountId is null)
        {
            return;
        }

        var place = _snapshot.Organization.PlaceOf(accountId);
        _result.AccountId = accountId;
        _result.Place = place;
        _result.Facts.AddOrganization("aws:Principal", place);
        var account = _snapshot.FindAccount(accountId);
        var policies = UnreadEvidence.ServiceControlPolicies(accountId);
        if (!place.IsMember && !place.IsManagementAccount && account is not null && Uncollected(account, PolicyLayer.ServiceControl) is { } item)
        {
            _result.Unavailable.Add(item);
        }
        else if (place.ServiceControlProblem is { } problem)
        {
            _result.Unavailable.Add(policies.Because(problem));
        }
        else if (place.Doubt is { } doubt)
        {
            _result.Unavailable.Add(policies.Because(doubt) with { Layer = null });
        }

        if (account is not null)
        {
            AddOther(account, _result.Unavailable);
        }
    }

    /// <summary>Adds what the collector could not read of the account and what no layer waits for.</summary>
    internal static void AddOther(SnapshotAccount account, List<UnavailableEvidence> unavailable)
    {
        foreach (var item in account.Contents.Unavailable)
        {
            if (item is { Layer: null, Kind: not EvidenceKind.Tags } && item.IsOfWhole(account.Id))
            {
                unavailable.Add(item);
            }
        }
    }

    private void ReadPolicies(SnapshotAccount account, EntityEntry entry)
    {
        var entity = entry.Entity;
        var reader = new IdentityPoliciesReader(_snapshot, account, _result.Unavailable);
        _result.Entity = entry;
        _result.Identity = reader.ReadIdentity(entry);
        _result.Boundaries = reader.ReadBoundary(entry);
        _result.Groups.AddRange(entity.Groups.Select(name => account.FindEntity(EntityKind.Group, name)?.Arn).OfType<string>());
        _result.IsForGuests = entity.TrustPolicy is { } trust && trust.Bytes.Span.IndexOf("cognito-identity"u8) >= 0
            && _snapshot.Documents.Find(trust) is { } document && CognitoGuests.IsForGuests(document);
        TrustedServices.Add(_result.Facts, entity.TrustPolicy);
        var mayBeReplaced = MayHaveSessionTags(entry);

        // SESS-03, GK-05: tags that are passed with a session override those of its role, and nothing here tells them.
        TagFacts.Add(mayBeReplaced && _key.Kind == PrincipalKind.RoleSession && entry.Kind == EntityKind.Role ? _result.Facts.OfEntity : _result.Facts.Values, TagPrefix, entity.Tags);
        if (entity.Problem is null && !mayBeReplaced)
        {
            _result.Facts.Complete(TagPrefix);
        }

        foreach (var item in account.Contents.Unavailable)
        {
            if (item.Target == entry.Arn && item.Layer is (PolicyLayer.Identity or PolicyLayer.PermissionsBoundary))
            {
                _result.Unavailable.Add(item);
            }
        }
    }

    // A session has tags beside its role's only where the trust policy lets them be passed (TRUST-09).
    private bool MayHaveSessionTags(EntityEntry entry)
    {
        if (_key.Kind == PrincipalKind.FederatedSession)
        {
            return true;
        }

        if (entry.Kind != EntityKind.Role)
        {
            return false;
        }

        if (entry.Entity.TrustPolicy is not { } slice)
        {
            return true;
        }

        if (CannotCoverTagSession(slice))
        {
            return false;
        }

        var trust = _snapshot.Documents.Find(slice);
        return trust is null || trust.Statements.Any(statement =>
            statement.Problem is not null || (statement.Effect == Effect.Allow && statement.Actions?.Covers("sts:TagSession") == true));
    }

    // Most trust policies show by their text alone that they speak of sts:AssumeRole only, which spares compiling them for nothing.
    private static bool CannotCoverTagSession(JsonSlice document)
    {
        var text = System.Text.Encoding.UTF8.GetString(document.Bytes.Span);
        return document.Bytes.Span[0] == (byte)'{' && !text.AsSpan().ContainsAny("*?\\")
            && !text.Contains("TagSession", StringComparison.OrdinalIgnoreCase) && !text.Contains("NotAction", StringComparison.OrdinalIgnoreCase);
    }

    private void MissIdentity(string? target, string why)
    {
        _result.Unavailable.Add(UnreadEvidence.IdentityPolicies(target).Because(why));
        _result.Unavailable.Add(UnreadEvidence.PermissionsBoundary(target).Because(why));
    }

    private void MissIdentity(string? target, UnavailableEvidence reason)
    {
        _result.Unavailable.Add(UnreadEvidence.IdentityPolicies(target).Because(reason));
        _result.Unavailable.Add(UnreadEvidence.PermissionsBoundary(target).Because(reason));
    }

    private static UnavailableEvidence? Uncollected(SnapshotAccount account, PolicyLayer layer) =>
        account.Contents.Unavailable.Find(item => item.Layer == layer && item.IsOfWhole(account.Id));
}
