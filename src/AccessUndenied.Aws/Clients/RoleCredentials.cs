using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace AccessUndenied.Aws.Clients;

/// <summary>The credentials of an assumed role, made anew before they run out.</summary>
internal sealed class RoleCredentials : RefreshingAWSCredentials
{
    private const string SessionName = "AccessUndenied";
    private static readonly TimeSpan s_reserve = TimeSpan.FromMinutes(5);

    private readonly AccountAccess _caller;
    private readonly string _roleArn;
    private readonly string? _externalId;

    public RoleCredentials(AccountAccess caller, string roleArn, string? externalId)
    {
        _externalId = externalId;
        _caller = caller;
        _roleArn = roleArn;
        PreemptExpiryTime = s_reserve;
    }

    /// <exception cref="AwsCallException">The role cannot be assumed.</exception>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var request = new AssumeRoleRequest { RoleArn = _roleArn, RoleSessionName = SessionName, ExternalId = _externalId };

        // The SDK hands no token through here; the call has the client's own time limit.
        var credentials = await _caller.RunAsync(
            "sts:AssumeRole",
            async token => (await _caller.Sts().AssumeRoleAsync(request, token).ConfigureAwait(false)).Credentials is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0 } whole
                ? whole : throw new BadAnswerException("Credentials"),
            CancellationToken.None,
            isVital: true).ConfigureAwait(false);
        return new(credentials.GetCredentials(), (credentials.Expiration ?? DateTime.MaxValue).ToUniversalTime());
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();
}
