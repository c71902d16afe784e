namespace AccessUndenied.Aws.Events;

/// <summary>A <c>userIdentity</c> while it is read.</summary>
internal sealed class IdentityDraft
{
    public string? Type { get; set; }

    public string? PrincipalId { get; set; }

    public string? Arn { get; set; }

    public string? AccountId { get; set; }

    public string? AccessKeyId { get; set; }

    public string? UserName { get; set; }

    public string? InvokedBy { get; set; }

    public string? IdentityProvider { get; set; }

    public string? OnBehalfOfUserId { get; set; }

    public string? DelegateAccountId { get; set; }

    public ComputeScope? InScopeOf { get; set; }

    public SessionDraft Session { get; set; } = new();

    public CloudTrailIdentity ToIdentity() => new()
    {
        Type = Type ?? "",
        PrincipalId = PrincipalId,
        Arn = Arn,
        AccountId = AccountId,
        AccessKeyId = AccessKeyId,
        UserName = UserName,
        InvokedBy = InvokedBy,
        IdentityProvider = IdentityProvider,
        SessionIssuer = Session.Issuer,
        CreationDate = Session.CreationDate,
        MfaAuthenticated = Session.MfaAuthenticated,
        WebIdFederation = Session.WebIdentity,
        SourceIdentity = Session.SourceIdentity,
        Ec2RoleDelivery = Session.Ec2RoleDelivery,
        SignInSessionArn = Session.SignInSessionArn,
        AssumedRoot = Session.AssumedRoot,
        OnBehalfOfUserId = OnBehalfOfUserId,
        InScopeOf = InScopeOf,
        InvokedByDelegateAccountId = DelegateAccountId,
    };
}
