using System.Collections.Concurrent;
using System.Text.Json;

namespace AccessUndenied.Aws.Clients;

/// <summary>The accounts in which a role may be assumed: those that the user named, and the members of the organization.</summary>
/// <remarks>
/// An account that stands in a record was written there by whoever made the call, who would otherwise have us sign in to an account of theirs,
/// and hand over the external id.
/// </remarks>
internal sealed class TrustedAccounts
{
    private readonly ConcurrentDictionary<string, bool> _named = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SharedTask<JsonElement>> _members = new(StringComparer.Ordinal);
    private readonly Func<CancellationToken, Task<AccountAccess>> _organization;
    private volatile bool _hasAllMembers;

    /// <param name="named">Accounts that the user named.</param>
    /// <param name="organization">The way to where the organization can be read.</param>
    public TrustedAccounts(IEnumerable<string> named, Func<CancellationToken, Task<AccountAccess>> organization)
    {
        _organization = organization;
        Add(named);
    }

    /// <summary>Adds accounts that the user named, in whichever way.</summary>
    public void Add(IEnumerable<string> accounts)
    {
        foreach (var account in accounts)
        {
            _named[account] = true;
        }
    }

    /// <summary>Adds the accounts of an organization that the user gave, so that the real one need not be asked.</summary>
    public void AddAllMembers(IEnumerable<string> accounts)
    {
        Add(accounts);
        _hasAllMembers = true;
    }

    /// <summary>Why no role may be assumed in <paramref name="accountId"/>; null where it may.</summary>
    public async Task<AwsCallException?> FindObjectionAsync(string accountId, CancellationToken cancellationToken)
    {
        if (_named.ContainsKey(accountId))
        {
            return null;
        }

        if (_hasAllMembers)
        {
            return new(AwsFault.Refused, null, LiveMessages.NotAMember(accountId), null);
        }

        try
        {
            _ = await DescribeAsync(accountId, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AwsCallException exception) when (exception.Fault == AwsFault.NotFound || OrganizationsClient.SaysNone(exception))
        {
            return new(AwsFault.Refused, null, LiveMessages.NotAMember(accountId), exception);
        }
        catch (AwsCallException exception)
        {
            return new(exception.Fault, exception.Code, LiveMessages.MembershipUnknown(accountId, exception.Message), exception);
        }
    }

    /// <summary>What the organization says of one of its accounts; asked once.</summary>
    /// <exception cref="AwsCallException">It has no such account, or cannot be read.</exception>
    public Task<JsonElement> DescribeAsync(string accountId, CancellationToken cancellationToken) =>
        _members.GetOrAdd(accountId, id => new(async token =>
        {
            var access = await _organization(token).ConfigureAwait(false);
            return await OrganizationsClient.Of(access).DescribeAccountAsync(id, token).ConfigureAwait(false);
        })).GetAsync(cancellationToken);
}
