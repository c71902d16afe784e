using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>The ways in which what nobody knows may be, for one caller: others' own policies, and the policies of other buckets.</summary>
internal sealed class OpeningWorlds
{
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string GrantAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    private static readonly AttachedPolicy s_all = new() { Document = PolicyDocument.Parse(AllowAll) };
    private static readonly AttachedPolicy s_grant = new() { Document = PolicyDocument.Parse(GrantAll), AttachedTo = OpeningUniverse.Bucket };
    private static readonly AttachedPolicy s_grantRole = s_grant with
    {
        Document = PolicyDocument.Parse(GrantAll.Replace("\"*\",\"Action", $"{{\"AWS\":[\"{OpeningUniverse.Role}\",\"{OpeningUniverse.OtherRole}\"]}},\"Action", StringComparison.Ordinal)),
    };

    private static readonly string[] s_owners = [OpeningUniverse.Account, OpeningUniverse.OtherAccount];

    private readonly OpeningWorld _both;
    private readonly bool _isFirstShared;
    private readonly bool _isOfResource;

    public OpeningWorlds(PolicySet before, PolicySet after, LayeredPolicies old, LayeredPolicies changed)
    {
        _both = new(before, after, old.Owner);
        _isFirstShared = old.FirstIsShared;
        _isOfResource = old.Resource != changed.Resource || old.ResourceControl != changed.ResourceControl;
    }

    /// <summary>Those in which something can open to <paramref name="caller"/>, each once: on the bucket whose policy is known, or elsewhere.</summary>
    public List<OpeningWorld> Of(string caller, bool isInside)
    {
        var worlds = new List<OpeningWorld>();
        foreach (var world in All(caller, isInside))
        {
            // What differs in nothing that is asked is asked once, as what is possible where one of them is.
            var at = world.IsUnchanged ? -2 : worlds.FindIndex(world.IsLike);
            if (at == -1)
            {
                worlds.Add(world);
            }
            else if (at >= 0 && world.IsPossible)
            {
                worlds[at] = world;
            }
        }

        return worlds;
    }

    private IEnumerable<OpeningWorld> All(string caller, bool isInside)
    {
        foreach (var own in OwnPolicies(caller))
        {
            if (isInside)
            {
                yield return own;
                if (caller is OpeningUniverse.OtherRoleSession)
                {
                    // A level of the organization bounds every resource of its accounts, whatever their own policies are.
                    yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceControl = [] }) with { IsPossible = !_isOfResource };
                    yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceControl = [], ResourceAccountId = OpeningUniverse.Account }) with { Owner = OpeningUniverse.Account, IsPossible = !_isOfResource };
                    yield return own.With(set => set with { ResourcePolicy = null, ResourceControl = [] }) with { IsPossible = !_isOfResource };
                }

                continue;
            }

            foreach (var owner in s_owners)
            {
                yield return own.With(set => set with { ResourcePolicy = null, ResourceControl = [], ResourceAccountId = owner }) with { Owner = owner };
                yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceControl = [], ResourceAccountId = owner }) with { Owner = owner };
                yield return own.With(set => set with { ResourcePolicy = s_grant, ResourceAccountId = owner }) with { Owner = owner };
                yield return own.With(set => set with { ResourcePolicy = s_grantRole, ResourceControl = [], ResourceAccountId = owner }) with { Owner = owner };
            }
        }
    }

    private IEnumerable<OpeningWorld> OwnPolicies(string caller)
    {
        switch (caller)
        {
            case OpeningUniverse.Session:
                yield return _both;
                yield break;
            case OpeningUniverse.OtherSession:
                yield return _both.With(set => set with { SessionPolicies = [] });
                yield break;
            case OpeningUniverse.OtherRoleSession:
                foreach (var isBounded in new[] { false, true })
                {
                    OpeningWorld Bounded(OpeningWorld world) => world.With(set => set with { SessionPolicies = [], PermissionsBoundaries = isBounded ? set.PermissionsBoundaries : [] });
                    yield return Bounded(_both.With(set => set with { Identity = Shared(set) }));
                    yield return Bounded(_both.With(set => set with { Identity = [.. Shared(set), s_all] }));
                    if (_isFirstShared)
                    {
                        yield return Bounded(_both.With(set => set with { Identity = [] }));
                        yield return Bounded(_both.With(set => set with { Identity = [s_all] }));
                    }
                }

                // Other accounts below the same level have other levels below it, and policies of their own.
                for (var levels = 0; levels < _both.Before.ServiceControl.Count; levels++)
                {
                    var taken = levels;
                    yield return _both.With(set => set with { Identity = [], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [.. set.ServiceControl.Take(taken)] }) with { IsPossible = taken > 0 };
                    yield return _both.With(set => set with { Identity = [s_all], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [.. set.ServiceControl.Take(taken)] }) with { IsPossible = taken > 0 };
                }

                yield break;
            default:
                yield return _both.With(set => set with { Identity = [], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [] });
                yield return _both.With(set => set with { Identity = [s_all], SessionPolicies = [], PermissionsBoundaries = [], ServiceControl = [] });
                yield break;
        }
    }

    private static IReadOnlyList<AttachedPolicy> Shared(PolicySet set) => [.. set.Identity.Where(policy => policy.Id is not null)];
}
