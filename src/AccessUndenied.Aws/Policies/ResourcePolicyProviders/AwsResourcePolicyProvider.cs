using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>Reads the policies of resources, with the resource's own account and region, whoever the caller is.</summary>
internal abstract class AwsResourcePolicyProvider : IResourcePolicyProvider
{
    private readonly AwsConnection _connection;

    /// <param name="connection">The way to the accounts.</param>
    protected AwsResourcePolicyProvider(AwsConnection connection) => _connection = connection;

    /// <inheritdoc/>
    public bool CanProvide(ResourceId resource) =>
        Arn.TryParse(resource.Value, out var arn) && !arn.Resource.ContainsAny('*', '?') && Serves(arn);

    /// <inheritdoc/>
    public async ValueTask<ResourcePolicyLookup> GetPolicyAsync(ResourceId resource, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(resource, cancellationToken).ConfigureAwait(false) is { } text
                ? new ResourcePolicyLookup.Found(PolicyDocument.Parse(text))
                : new ResourcePolicyLookup.NoPolicy();
        }
        catch (AwsCallException exception)
        {
            return new ResourcePolicyLookup.Unavailable(exception.Message) { Permission = exception.MissingPermission };
        }
        catch (PolicyFormatException exception)
        {
            return new ResourcePolicyLookup.Unavailable(LiveMessages.BadDocument(resource.Value, exception.Message));
        }
    }

    /// <summary>The policy's text; null where the resource certainly has none.</summary>
    /// <exception cref="AwsCallException">It cannot be read.</exception>
    public async Task<string?> ReadAsync(ResourceId resource, CancellationToken cancellationToken)
    {
        if (!Arn.TryParse(resource.Value, out var arn))
        {
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.NoProvider(resource.Value), null);
        }

        RecordedNames.Check(arn);
        var region = arn.Region.Length > 0 ? arn.Region.ToString() : resource.Region;
        var account = resource.AccountId ?? (arn.AccountId.Length > 0 ? arn.AccountId.ToString() : null);
        var access = account is null
            ? await _connection.ForCallerAsync(cancellationToken).ConfigureAwait(false)
            : await _connection.ForAccountAsync(account, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ReadAsync(access, arn, region, cancellationToken).ConfigureAwait(false) is { Length: > 0 } text ? text : null;
        }
        catch (AwsCallException exception) when (SaysNoPolicy(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is PolicyFormatException or JsonException or InvalidOperationException)
        {
            // Several documents that cannot be made one.
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.BadDocument(resource.Value, exception.Message), exception);
        }
    }

    /// <summary>Whether resources such as <paramref name="arn"/> are served.</summary>
    protected abstract bool Serves(Arn arn);

    /// <summary>Whether the service said, by an error, that the resource is there and has no policy.</summary>
    protected virtual bool SaysNoPolicy(AwsCallException exception) => false;

    /// <summary>Asks the service.</summary>
    protected abstract Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken);

    /// <summary>What stands after the first <paramref name="prefix"/> of the ARN's resource.</summary>
    protected static string After(Arn arn, string prefix) => arn.Resource[prefix.Length..].ToString();
}
