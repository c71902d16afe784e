using System.Collections.Frozen;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Finds what whoever signs a change has to know first.</summary>
internal static class RemediationWarnings
{
    /// <summary>The actions by which whoever may do them to itself gives itself any permission.</summary>
    public static FrozenSet<string> ActionsOnPolicies { get; } = new[]
    {
        "iam:PutUserPolicy", "iam:PutRolePolicy", "iam:PutGroupPolicy", "iam:AttachUserPolicy", "iam:AttachRolePolicy", "iam:AttachGroupPolicy", "iam:UpdateAssumeRolePolicy",
        "iam:DeleteUserPermissionsBoundary", "iam:DeleteRolePermissionsBoundary", "iam:PutUserPermissionsBoundary", "iam:PutRolePermissionsBoundary",
        "iam:DeleteRolePolicy", "iam:DeleteUserPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<Note> Of(AuthorizationRequest request, PolicyChange change)
    {
        var warnings = new List<Note>();
        var caller = request.Principal.EntityId ?? request.Principal.Id;
        if (ActionsOnPolicies.Contains(request.Action) && request.Resource.Value == request.Principal.EntityId)
        {
            warnings.Add(new("self-escalation", RemediationMessages.SelfEscalation(caller)));
        }
        else if (PrincipalTags.AreOwn(request))
        {
            warnings.Add(new("self-escalation", RemediationMessages.OwnTags(caller)));
        }
        else if (SensitiveActions.Find(request.Action) is { } sensitive)
        {
            warnings.Add(new(sensitive.Id, sensitive.Text.Replace("{caller}", caller, StringComparison.Ordinal).Replace("{resource}", request.Resource.ToString(), StringComparison.Ordinal)));
        }
        else if (request.Action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase) && request.Resource.IsAny)
        {
            warnings.Add(new(SensitiveActions.Escalation, RemediationMessages.AnyRole(caller)));
        }

        if (change is (PolicyChange.AddStatements or PolicyChange.AttachPolicy) && TaglessCalls.IsListing(request))
        {
            warnings.Add(new("lists-all", RemediationMessages.ListsAll(request.Resource.ToString())));
        }

        if (change is PolicyChange.AddStatements && CarriedTags.IsBesideAnotherCall(request) && !TightConditions.Of(request, change.Layer).Any(IsOnTags))
        {
            warnings.Add(new("sets-any-tag", RemediationMessages.SetsAnyTag(caller, request.Resource.ToString())));
        }

        if (change.Layer == PolicyLayer.Identity && change.AttachmentTarget is { } group && group.Contains(":group/", StringComparison.Ordinal))
        {
            warnings.Add(new("group-members", RemediationMessages.ForAllMembers(group)));
        }

        if (change is { Layer: PolicyLayer.Identity, AttachmentTarget: { } set } && set.StartsWith("permission set ", StringComparison.Ordinal))
        {
            warnings.Add(new("permission-set", RemediationMessages.InEveryAccount(set)));
        }

        if (change.Layer == PolicyLayer.Identity && request.Principal is { Kind: PrincipalKind.FederatedSession, EntityId: { } user })
        {
            warnings.Add(new("all-sessions", RemediationMessages.ForTheUserItself(user)));
        }

        if (ChecksSessionTags(request, change) && !warnings.Exists(warning => warning.Id == SensitiveActions.Escalation))
        {
            warnings.Add(new(SensitiveActions.Escalation, RemediationMessages.SessionTags(caller)));
        }

        AddOfLimit(warnings, change);
        AddOfCaller(warnings, request, change, caller);
        AddOfEndpoint(warnings, request, change);
        AddOfKey(warnings, request, change);
        if (change is PolicyChange.NarrowDeny narrowed)
        {
            AddOfExemption(warnings, narrowed);
        }
        else if (ForeignEndpoints.OwnerOf(request) is { } owner && ForeignEndpoints.AreIn(change.Json))
        {
            warnings.Add(new("foreign-endpoint", RemediationMessages.AllowsForeignEndpoint(request.NetworkEndpointId, owner, request.Principal.AccountId!)));
        }

        if (change is PolicyChange.WidenAllow widened)
        {
            AddOfWidening(warnings, request, widened, caller);
        }

        return warnings;
    }

    // Whoever wrote the check decides which tags sessions may have.
    private static bool ChecksSessionTags(AuthorizationRequest request, PolicyChange change) => change switch
    {
        PolicyChange.WidenAllow widened => ChecksSessionTags(request, widened.Statement),
        PolicyChange.NarrowDeny narrowed => ChecksSessionTags(request, narrowed.Statement),
        PolicyChange.AddStatements { Policy.Document: { } document } => document.Statements.Any(statement => statement.Actions?.Covers(request.Action) == true
            && ChecksSessionTags(request, statement)),
        _ => false,
    };

    private static bool ChecksSessionTags(AuthorizationRequest request, Statement statement) => statement.Conditions.Any(condition => IdentityWays.IsOfSession(request, condition.Key));

    private static bool IsOnTags((string Operator, string Key, string Value) condition) =>
        TightConditions.IsOfCreation(condition.Key)
        || condition.Key.StartsWith("aws:RequestTag/", StringComparison.Ordinal) || condition.Key.StartsWith("s3:RequestObjectTag/", StringComparison.Ordinal);

    // A statement that is widened for one call lets through whatever else it allows.
    private static void AddOfWidening(List<Note> warnings, AuthorizationRequest request, PolicyChange.WidenAllow change, string caller)
    {
        if (OpenStatements.AreForEverybody(change.Layer, change.Statement) && !warnings.Exists(warning => warning.Id == SensitiveActions.PublicAccess))
        {
            warnings.Add(new(SensitiveActions.PublicAccess, RemediationMessages.OpensToNetwork(request.Resource.ToString())));
        }

        if (change.Statement.Actions is not { } actions || (!actions.IsNegated && actions.Values is [var only] && only.Equals(request.Action, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var resources = change.Statement.Resources is { } element ? (element.IsNegated ? "all but " : "") + string.Join(", ", element.Values) : "its resources";
        warnings.Add(new("broad-grant", RemediationMessages.WidensMuch((actions.IsNegated ? "all actions but " : "") + string.Join(", ", actions.Values), resources)));
        foreach (var (id, text) in SensitiveActions.Covered(action => actions.Covers(action)))
        {
            if (!warnings.Exists(warning => warning.Id == id))
            {
                warnings.Add(new(id, text.Replace("{caller}", caller, StringComparison.Ordinal).Replace("{resource}", resources, StringComparison.Ordinal)));
            }
        }
    }

    // SCP-04, PB-01: what such a policy does not allow it limits, so that whoever adds to it moves a limit, though nothing is denied in it.
    private static void AddOfLimit(List<Note> warnings, PolicyChange change)
    {
        if (change is PolicyChange.NarrowDeny)
        {
            return;
        }

        var text = change.Layer switch
        {
            PolicyLayer.PermissionsBoundary => RemediationMessages.MovesBoundary,
            PolicyLayer.ServiceControl => RemediationMessages.MovesServiceControl,
            PolicyLayer.ResourceControl => RemediationMessages.MovesResourceControl,
            PolicyLayer.VpcEndpoint => RemediationMessages.MovesEndpoint,
            _ => null,
        };
        if (text is not null)
        {
            warnings.Add(new("moves-limit", text));
        }
    }

    private static void AddOfCaller(List<Note> warnings, AuthorizationRequest request, PolicyChange change, string caller)
    {
        var isOwners = change.Layer is PolicyLayer.Resource or PolicyLayer.RoleTrust && change is not PolicyChange.NarrowDeny;
        if (!isOwners)
        {
            return;
        }

        if (request.Principal is { AccountId: { } home, Kind: not PrincipalKind.Service } && OutsideCallers.OwnerOf(request) is { } owner && home != owner)
        {
            warnings.Add(new("foreign-caller", RemediationMessages.ForeignCaller(caller, home, owner)));
        }

        if (request.Principal.Kind is PrincipalKind.WebIdentity or PrincipalKind.Saml)
        {
            warnings.Add(new("outside-identity", RemediationMessages.OutsideIdentity(TightConditions.SubjectOf(request), request.Principal.Id)));
        }

        if (request.Principal.Kind == PrincipalKind.Anonymous)
        {
            warnings.Add(new(SensitiveActions.PublicAccess, RemediationMessages.Everybody(request.Resource.ToString())));
        }

        if (request.Principal.Kind == PrincipalKind.Service && change.Layer == PolicyLayer.Resource && !change.Json.Contains("\"Condition\"", StringComparison.Ordinal))
        {
            warnings.Add(new("confused-deputy", RemediationMessages.ConfusedDeputy(request.Principal.Id)));
        }
    }

    private static void AddOfEndpoint(List<Note> warnings, AuthorizationRequest request, PolicyChange change)
    {
        if (ForeignEndpoints.OwnerOf(request) is { } owner && ConditionsOf(change).Any(condition => ForeignEndpoints.IsOf(request, condition.Key)))
        {
            warnings.Add(new("foreign-endpoint", RemediationMessages.ForeignEndpoint(request.NetworkEndpointId, owner, request.Principal.AccountId!, change is PolicyChange.NarrowDeny)));
        }
    }

    private static void AddOfKey(List<Note> warnings, AuthorizationRequest request, PolicyChange change)
    {
        // What is added has the key among its texts; other statements may rule it out.
        var isPossible = change is not PolicyChange.AddStatements || change.Json.Contains(":kms:", StringComparison.Ordinal);
        if (isPossible && ConditionsOf(change).Select(condition => ForeignKeys.Of(request, condition.Key)).FirstOrDefault(key => key is not null) is { } foreign)
        {
            warnings.Add(new("foreign-key", RemediationMessages.ForeignKey(foreign, Arn.AccountOf(foreign)!)));
        }
    }

    private static IEnumerable<Condition> ConditionsOf(PolicyChange change) => change switch
    {
        PolicyChange.NarrowDeny narrowed => narrowed.Statement.Conditions,
        PolicyChange.WidenAllow widened => widened.Statement.Conditions,
        PolicyChange.AddStatements => PolicyDocument.Parse(change.Json).Statements.SelectMany(statement => statement.Conditions),
        _ => [],
    };

    private static void AddOfExemption(List<Note> warnings, PolicyChange.NarrowDeny change)
    {
        if (change.MakesVoid)
        {
            warnings.Add(new("void-statement", RemediationMessages.MakesVoid));
        }

        if (change.Frees is { } frees)
        {
            warnings.Add(new("broad-exemption", RemediationMessages.FreesMore(frees)));
        }

        if (change.ExemptedKey is not { } key)
        {
            return;
        }

        var isOfMuch = change.Statement.Actions is { } actions && (actions.IsNegated || actions.Values.Any(value => value.Contains('*', StringComparison.Ordinal)));
        if (change.IsForEverybody)
        {
            var isAddress = key.Contains("Ip", StringComparison.Ordinal) && key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);
            warnings.Add(new("broad-exemption", isAddress ? RemediationMessages.ExemptsAddress : RemediationMessages.ExemptsValue(key)));
        }
        else if (isOfMuch)
        {
            var isOfCaller = key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase) || key.Equals("aws:PrincipalServiceName", StringComparison.OrdinalIgnoreCase);
            warnings.Add(new("broad-exemption", isOfCaller ? RemediationMessages.ExemptsFromMuch : RemediationMessages.ExemptsFromMuchWhere(key)));
        }
    }
}
