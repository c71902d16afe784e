using System.Collections.Concurrent;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;

namespace AccessUndenied.Aws.Clients;

/// <summary>One account, reached as one principal: its clients, each made once a region.</summary>
internal sealed class AccountAccess : IDisposable
{
    private readonly ConcurrentDictionary<(object Kind, string Region), Lazy<IDisposable>> _clients = new();
    private readonly CallGate _gate;
    private volatile bool _hasAnswered;

    public AccountAccess(string accountId, string who, string defaultRegion, AWSCredentials credentials, ClientSettings settings, CallGate gate)
    {
        AccountId = accountId;
        Who = who;
        DefaultRegion = defaultRegion;
        Credentials = credentials;
        Settings = settings;
        _gate = gate;
    }

    public string AccountId { get; }

    /// <summary>The principal, for messages.</summary>
    public string Who { get; }

    public string DefaultRegion { get; }

    public AWSCredentials Credentials { get; }

    public ClientSettings Settings { get; }

    /// <summary>Whether the run's time is over.</summary>
    public bool IsOver => _gate.IsOver;

    /// <summary>A client of ours; <paramref name="region"/> null for the default.</summary>
    public TClient Client<TClient>(Func<AccountAccess, string, TClient> make, string? region = null)
        where TClient : class, IDisposable =>
        Client(typeof(TClient), make, region);

    /// <summary>The same where clients of one type differ by <paramref name="kind"/>.</summary>
    public TClient Client<TClient>(object kind, Func<AccountAccess, string, TClient> make, string? region)
        where TClient : class, IDisposable
    {
        // It may be of a record, and would become part of a host's name.
        if (region is not null && !Partitions.IsRegionName(region))
        {
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.NoSuchRegion(region), null);
        }

        // Credentials hold in one partition alone, and have no business in another's hosts.
        if (region is not null && Partitions.OfRegion(region) != Partitions.OfRegion(DefaultRegion))
        {
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.OtherPartition(region, DefaultRegion), null);
        }

        return (TClient)_clients.GetOrAdd((kind, region ?? DefaultRegion), added => new(() => make(this, added.Region))).Value;
    }

    public IAmazonS3 S3(string? region = null) => Client(
        (_, place) =>
        {
            var config = new AmazonS3Config();
            Settings.Apply(config, place);

            // A stand-in is one address, and has no names of buckets before it.
            config.ForcePathStyle = !string.IsNullOrEmpty(config.ServiceURL);
            return new AmazonS3Client(Credentials, config);
        },
        region);

    public IAmazonKeyManagementService Kms(string? region = null) => Client(
        (_, place) => new AmazonKeyManagementServiceClient(Credentials, Applied(new AmazonKeyManagementServiceConfig(), place)),
        region);

    public IAmazonSQS Sqs(string? region = null) => Client((_, place) => new AmazonSQSClient(Credentials, Applied(new AmazonSQSConfig(), place)), region);

    public IAmazonSecurityTokenService Sts(string? region = null) => Client(
        (_, place) => new AmazonSecurityTokenServiceClient(Credentials, Applied(new AmazonSecurityTokenServiceConfig(), place)),
        region);

    /// <summary>Makes a call that needs <paramref name="permission"/>, in its turn.</summary>
    /// <param name="permission">The permission.</param>
    /// <param name="call">The call; a <see cref="BadAnswerException"/> of it has it made again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="isVital">Whether everything hangs on the answer, so that it is tried longest.</param>
    /// <exception cref="AwsCallException">It did not go well.</exception>
    public async Task<T> RunAsync<T>(string permission, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, bool isVital = false)
    {
        try
        {
            var answer = await _gate.RunAsync(token => ApiCalls.RunAsync(_gate.Logger, permission, AccountId, call, token), isVital, cancellationToken).ConfigureAwait(false);
            _hasAnswered = true;
            return answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && AwsFaults.Of(exception) is not null)
        {
            throw Explain(exception, permission);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Value.Dispose();
        }
    }

    private AwsCallException Explain(Exception exception, string permission)
    {
        var fault = AwsFaults.Of(exception)!.Value;
        var code = (exception as AmazonServiceException)?.ErrorCode;
        var detail = AwsWords.Of(exception.Message);
        var message = exception switch
        {
            BadAnswerException bad => LiveMessages.LacksMember(permission, AccountId, bad.Member),
            OperationCanceledException when _gate.IsOver => LiveMessages.RunIsOver(permission, AccountId),
            OperationCanceledException or TimeoutException => LiveMessages.TryIsOver(permission, AccountId),
            _ => null,
        };
        message ??= fault switch
        {
            AwsFault.Denied => LiveMessages.Denied(Who, permission, AccountId),
            AwsFault.Expired when AwsFaults.MayBeOfTheRegion(code) => _hasAnswered ? LiveMessages.NotEnabled(permission, detail) : LiveMessages.ExpiredOrNotEnabled(permission, detail),
            AwsFault.Expired => LiveMessages.Expired(permission, detail),
            AwsFault.NotFound => LiveMessages.Missing(permission, AccountId, detail),
            AwsFault.NoCredentials => LiveMessages.CredentialsUnusable(LiveMessages.Chain(exception)),
            AwsFault.Unreachable => LiveMessages.Unreachable(permission, AccountId, detail),
            _ => LiveMessages.Refused(permission, AccountId, code, detail),
        };
        return new(fault, code, message, exception) { MissingPermission = fault == AwsFault.Denied ? permission : null };
    }

    private TConfig Applied<TConfig>(TConfig config, string region)
        where TConfig : ClientConfig
    {
        Settings.Apply(config, region);
        return config;
    }
}
