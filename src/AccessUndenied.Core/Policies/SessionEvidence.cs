using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Adds the policies that were passed when the caller's session was made, which no source of policies of now has.</summary>
internal static class SessionEvidence
{
    /// <summary>The policies of <paramref name="policies"/>, with those of <paramref name="session"/>.</summary>
    public static PolicySet Over(PolicySet policies, CallerSession? session)
    {
        if (session is { Found: true, SessionPolicies: not null } && policies.Facts.OfEntity.Count > 0)
        {
            policies = policies with { Facts = policies.Facts.WithEntity() };
        }

        if (session is not { Found: true } and not { IsDisputed: true })
        {
            return policies;
        }

        var passed = new List<AttachedPolicy>(policies.SessionPolicies);
        var unread = policies.Unavailable.Where(item => item.Layer != PolicyLayer.Session || session.Policies.Any(policy => !policy.IsInline)).ToList();
        foreach (var policy in session.Policies.Where(policy => policy.IsInline || !passed.Exists(known => known.Id == policy.Id)))
        {
            if (policy.DocumentJson is { } json)
            {
                passed.Add(Passed(policy, json));
            }
            else if (!unread.Exists(item => item.Layer == PolicyLayer.Session))
            {
                unread.Add(new(PolicyLayer.Session, PolicyMessages.SessionPolicy(policy.Id), session.Why ?? PolicyMessages.SessionPolicyUnread)
                {
                    Kind = EvidenceKind.SessionPolicies,
                    Target = policy.Id,
                });
            }
        }

        if (session.SessionPolicies is null)
        {
            unread.Add(new(PolicyLayer.Session, PolicyMessages.PoliciesOfSession, session.Why ?? PolicyMessages.SessionPolicyUnread) { Kind = EvidenceKind.SessionPolicies });
        }

        return policies with { SessionPolicies = passed, Unavailable = unread };
    }

    private static AttachedPolicy Passed(RecordedPolicy policy, string json)
    {
        var attached = new AttachedPolicy { Name = policy.IsInline ? "" : policy.Id, Id = policy.IsInline ? null : policy.Id, Document = null, FoundIn = PolicyMessages.IssuingCall };
        try
        {
            return attached with { Document = PolicyDocument.Parse(json) };
        }
        catch (PolicyFormatException exception)
        {
            return attached with { Problem = exception.Message };
        }
    }
}
