using System.Collections.Concurrent;
using AccessUndenied.Aws.Policies.Snapshots;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccessUndenied.Aws.Clients;

/// <summary>Accounts of AWS, reached with one set of credentials and the roles that these may assume.</summary>
/// <remarks>Safe for use by several threads. Credentials are looked up on first use.</remarks>
public sealed class AwsConnection : IDisposable
{
    private readonly AwsConnectionOptions _options;
    private readonly CallGate _gate;
    private readonly AnswerCheck.Factory _http;
    private readonly ClientSettings _settings;
    private readonly SharedTask<(AwsCaller Caller, AccountAccess Access)> _caller;
    private readonly ConcurrentDictionary<string, SharedTask<AccountAccess>> _accounts = new(StringComparer.Ordinal);
    private readonly SharedTask<AccountAccess> _management;

    /// <summary>A connection with these options.</summary>
    /// <param name="options">The options; later changes to them have no effect on what is set up already.</param>
    /// <exception cref="ArgumentException">An option is out of its limits; the message names all that are.</exception>
    public AwsConnection(AwsConnectionOptions options)
        : this(options, TimeProvider.System)
    {
    }

    internal AwsConnection(AwsConnectionOptions options, TimeProvider time, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.Join("; ", options.FindFaults()) is { Length: > 0 } faults)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        _options = options;
        Time = time;
        _gate = new(options, time, logger ?? NullLogger.Instance);
        _http = new(options.TryTimeout);
        _settings = new(options.EndpointUrl, options.MaxErrorRetry, _http);
        _caller = new(FindCallerAsync);
        _management = new(AssumeManagementAsync);
        Trusted = new(options.Accounts, ForOrganizationAsync);
    }

    internal AwsConnectionOptions Options => _options;

    internal TimeProvider Time { get; }

    /// <summary>The accounts in which roles are assumed.</summary>
    internal TrustedAccounts Trusted { get; }

    /// <summary>Whose credentials are used; asks AWS once.</summary>
    /// <exception cref="AwsAccessException">There are no credentials, or none that are valid.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async Task<AwsCaller> GetCallerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _caller.GetAsync(cancellationToken).ConfigureAwait(false)).Caller;
        }
        catch (AwsCallException exception)
        {
            throw new AwsAccessException(exception.Message, exception);
        }
    }

    /// <summary>Frees the connections.</summary>
    public void Dispose()
    {
        foreach (var access in _accounts.Values.Append(_management).Select(task => task.ResultIfDone).Append(_caller.ResultIfDone.Access))
        {
            access?.Dispose();
        }

        _gate.Dispose();
        _http.Dispose();
    }

    /// <summary>The way into <paramref name="accountId"/>: the caller's own, or the role that is assumed there.</summary>
    /// <remarks>No role is assumed in an account that the user has not named and that the organization does not have, unless any is asked for.</remarks>
    /// <exception cref="AwsCallException">There is none.</exception>
    internal async Task<AccountAccess> ForAccountAsync(string accountId, CancellationToken cancellationToken)
    {
        var (caller, own) = await _caller.GetAsync(cancellationToken).ConfigureAwait(false);
        if (accountId == caller.AccountId)
        {
            return own;
        }

        if (!AccountIds.IsAccountId(accountId))
        {
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.NoSuchAccount(accountId), null);
        }

        var task = _accounts.GetOrAdd(accountId, id => new SharedTask<AccountAccess>(token => EnterAsync(caller, id, token)));
        return await task.GetAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The way into the caller's own account.</summary>
    /// <exception cref="AwsCallException">There are no valid credentials.</exception>
    internal async Task<AccountAccess> ForCallerAsync(CancellationToken cancellationToken) =>
        (await _caller.GetAsync(cancellationToken).ConfigureAwait(false)).Access;

    /// <summary>The way to where the organization can be read.</summary>
    /// <exception cref="AwsCallException">There is none.</exception>
    internal Task<AccountAccess> ForOrganizationAsync(CancellationToken cancellationToken) => _management.GetAsync(cancellationToken);

    private async Task<(AwsCaller Caller, AccountAccess Access)> FindCallerAsync(CancellationToken cancellationToken)
    {
        var region = FindRegion();
        var credentials = FindCredentials();
        await ResolveAsync(credentials, cancellationToken).ConfigureAwait(false);
        var access = new AccountAccess("", "the caller", region, credentials, _settings, _gate);
        var caller = await access.RunAsync(
            "sts:GetCallerIdentity",
            async token =>
            {
                var identity = await access.Sts().GetCallerIdentityAsync(new GetCallerIdentityRequest(), token).ConfigureAwait(false);
                return AccountIds.IsAccountId(identity.Account) && Aws.Arn.TryParse(identity.Arn, out _)
                    ? new AwsCaller(identity.Account, identity.Arn)
                    : throw new BadAnswerException("Account");
            },
            cancellationToken,
            isVital: true).ConfigureAwait(false);
        access.Dispose();
        return (caller, new(caller.AccountId, caller.Arn, region, access.Credentials, _settings, _gate));
    }

    private async Task<AccountAccess> AssumeManagementAsync(CancellationToken cancellationToken) =>
        _options.ManagementAccountRoleArn is { } role
            ? await AssumeAsync(role, _options.ExternalId, LiveMessages.CannotAssumeManagement).ConfigureAwait(false)
            : await ForCallerAsync(cancellationToken).ConfigureAwait(false);

    private async Task<AccountAccess> EnterAsync(AwsCaller caller, string accountId, CancellationToken cancellationToken)
    {
        // Nothing is asked that has no say.
        var objection = _options is { AssumeRoleInAnyAccount: true, ExternalId: null } ? null
            : await Trusted.FindObjectionAsync(accountId, cancellationToken).ConfigureAwait(false);
        return objection is null || _options.AssumeRoleInAnyAccount
            ? await AssumeAsync(RoleIn(caller, accountId), objection is null ? _options.ExternalId : null, LiveMessages.CannotAssume).ConfigureAwait(false)
            : throw objection;
    }

    private async Task<AccountAccess> AssumeAsync(string roleArn, string? externalId, Func<string, string, string, string> explain)
    {
        var (caller, own) = await _caller.GetAsync(CancellationToken.None).ConfigureAwait(false);
        var credentials = new RoleCredentials(own, roleArn, externalId);
        try
        {
            await credentials.GetCredentialsAsync().ConfigureAwait(false);
            _gate.Logger.RoleAssumed(roleArn);
        }
        catch (AwsCallException exception)
        {
            var detail = exception.Fault == AwsFault.Denied ? AwsWords.Of(exception.InnerException?.Message ?? exception.Message) : exception.Message;
            throw new AwsCallException(exception.Fault, exception.Code, explain(roleArn, caller.Arn, detail), exception)
            {
                MissingPermission = exception.Fault == AwsFault.Denied ? "sts:AssumeRole" : null,
            };
        }

        return new(Aws.Arn.TryParse(roleArn, out var arn) ? arn.AccountId.ToString() : "", roleArn, own.DefaultRegion, credentials, _settings, _gate);
    }

    private string RoleIn(AwsCaller caller, string accountId) => $"arn:{caller.Partition}:iam::{accountId}:role/{_options.CrossAccountRoleName}";

    private AWSCredentials FindCredentials()
    {
        if (_options.Credentials is { } given)
        {
            return given;
        }

        try
        {
            if (_options.Profile is { } profile)
            {
                return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var found)
                    ? found
                    : throw new AwsCallException(AwsFault.NoCredentials, null, LiveMessages.NoProfile(profile), null);
            }

            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (Exception exception) when (exception is AmazonClientException or InvalidOperationException or ArgumentException)
        {
            throw new AwsCallException(AwsFault.NoCredentials, null, LiveMessages.NoCredentials, exception);
        }
    }

    // Files, commands and other services that the credentials come from fail with exceptions of every kind, each by its own name.
    private static async Task ResolveAsync(AWSCredentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            _ = await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not AwsCallException && !cancellationToken.IsCancellationRequested)
        {
            throw new AwsCallException(AwsFault.NoCredentials, null, LiveMessages.CredentialsUnusable(LiveMessages.Chain(exception)), exception);
        }
    }

    private string FindRegion()
    {
        try
        {
            var region = FindRegionName();
            _ = RegionEndpoint.GetBySystemName(region);
            return region;
        }
        catch (AmazonClientException exception)
        {
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.BadRegion(exception.Message), exception);
        }
    }

    private string FindRegionName()
    {
        if (_options.Region is { Length: > 0 } region)
        {
            return region;
        }

        if (_options.Profile is { } name && new CredentialProfileStoreChain().TryGetProfile(name, out var profile) && profile.Region is { } own)
        {
            return own.SystemName;
        }

        return FallbackRegionFactory.GetRegionEndpoint()?.SystemName ?? "us-east-1";
    }
}
