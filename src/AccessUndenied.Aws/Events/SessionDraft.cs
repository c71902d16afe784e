namespace AccessUndenied.Aws.Events;

/// <summary>A <c>sessionContext</c> while it is read.</summary>
internal sealed class SessionDraft
{
    public SessionIssuer? Issuer { get; set; }

    public DateTimeOffset? CreationDate { get; set; }

    public bool? MfaAuthenticated { get; set; }

    public WebIdentityFederation? WebIdentity { get; set; }

    public string? SourceIdentity { get; set; }

    public string? Ec2RoleDelivery { get; set; }

    public string? SignInSessionArn { get; set; }

    public bool? AssumedRoot { get; set; }
}
