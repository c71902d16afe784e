using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using Amazon.S3.Model;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads a resource's own policy, its tags, and the public access block of a bucket.</summary>
internal sealed class ResourceCollector
{
    private readonly AwsConnection _connection;
    private readonly IResourcePolicyProvider[] _providers;
    private readonly AnswerCache<string> _accountBlocks;
    private readonly BucketOwners _owners;

    /// <param name="connection">The way to the accounts.</param>
    /// <param name="providers">Asked before those that are always there.</param>
    /// <param name="accounts">The organization's accounts; null to ask for them when they are needed.</param>
    public ResourceCollector(AwsConnection connection, IEnumerable<IResourcePolicyProvider> providers, IReadOnlyList<string>? accounts)
    {
        _connection = connection;
        _providers = [.. providers, .. AwsResourcePolicyProviders.All(connection)];
        _owners = new(connection, accounts);
        _accountBlocks = new("public access blocks", ReadAccountBlockAsync, connection.Options.MaxCachedAnswers, connection.Time);
    }

    public async Task<Fragment> CollectAsync(ResourceQuery query, CancellationToken cancellationToken)
    {
        var collected = new CollectedSnapshot();
        if ((query.Owner ?? query.Caller) is not { } account || !Arn.TryParse(query.Arn, out var arn))
        {
            return collected.ToFragment(query.Arn);
        }

        if (arn.Service is "iam")
        {
            await AddEntityAsync(query.Arn, arn, account, collected.Account(account), cancellationToken).ConfigureAwait(false);
        }
        else if (Secrets.FindNameIn(query.Arn) is { } name)
        {
            await AddSecretAsync(query, name, arn.Region.ToString(), account, collected.Account(account), cancellationToken).ConfigureAwait(false);
        }
        else if (!await TryAddAsync(query, arn, account, collected.Account(account), cancellationToken).ConfigureAwait(false)
            && await _owners.FindAsync(arn.Resource.ToString(), cancellationToken).ConfigureAwait(false) is var (owner, why))
        {
            if (owner is not null && owner != account)
            {
                collected = new();
                account = owner;
                await TryAddAsync(query with { Owner = owner }, arn, owner, collected.Account(owner), cancellationToken).ConfigureAwait(false);
            }
            else if (why is not null)
            {
                collected.Account(account).Explain(UnreadEvidence.ResourcePolicy(query.Arn), why);
            }
        }

        return collected.ToFragment(query.Arn, account);
    }

    // Secrets Manager knows a secret by its name, and tells the whole ARN.
    private async Task AddSecretAsync(ResourceQuery query, string name, string region, string accountId, CollectedAccount account, CancellationToken cancellationToken)
    {
        try
        {
            var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
            var secrets = access.Client((owner, place) => new SecretsManagerClient(owner, place), region);
            if (await secrets.FindArnAsync(name, cancellationToken).ConfigureAwait(false) is { } whole && Arn.TryParse(whole, out var arn))
            {
                await TryAddAsync(query with { Arn = whole }, arn, accountId, account, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                account.Miss(UnreadEvidence.ResourcePolicy(query.Arn).Because(LiveMessages.LacksMember("secretsmanager:GetResourcePolicy", accountId, "ARN")), mayPass: true);
            }
        }
        catch (AwsCallException exception) when (IsNotThereYet(query, exception))
        {
            account.AddResourcePolicy(query.Arn, null);
        }
        catch (AwsCallException exception)
        {
            account.Miss(UnreadEvidence.ResourcePolicy(query.Arn), exception);
        }
    }

    // What a call was to make has no policy before. Where it is there now, it was made since, and its policy is later than the call.
    private static bool IsNotThereYet(ResourceQuery query, AwsCallException exception) => query.IsMade && exception is { Fault: AwsFault.NotFound, Code: not null };

    /// <summary>Reads the resource into <paramref name="account"/>; false, with the policy missed, where it was only a guess that it is there.</summary>
    private async Task<bool> TryAddAsync(ResourceQuery query, Arn arn, string accountId, CollectedAccount account, CancellationToken cancellationToken)
    {
        var resource = new ResourceId(query.Arn, accountId, query.Region);
        var policy = await AddPolicyAsync(query, resource, account, cancellationToken).ConfigureAwait(false);
        if (query.IsMade && policy is false)
        {
            return true;
        }

        if (policy is null && query.Owner is null && arn.Service is "s3")
        {
            return false;
        }

        if (policy is not null && arn.Service is "s3")
        {
            await AddPublicAccessBlocksAsync(resource, arn.Resource.ToString(), account, cancellationToken).ConfigureAwait(false);
        }

        await AddTagsAsync(resource, arn, account, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Null: not known.
    private async Task<bool?> AddPolicyAsync(ResourceQuery query, ResourceId resource, CollectedAccount account, CancellationToken cancellationToken)
    {
        var what = UnreadEvidence.ResourcePolicy(resource.Value!);
        if (Array.Find(_providers, provider => provider.CanProvide(resource)) is not { } found)
        {
            if (!PolicyCarriers.Of(resource.Value).IsNone)
            {
                account.Miss(what.Because(LiveMessages.NoProvider(resource.Value)));
                return null;
            }

            return false;
        }

        try
        {
            var document = found is AwsResourcePolicyProvider own
                ? await own.ReadAsync(resource, cancellationToken).ConfigureAwait(false) is { } text ? CollectedJson.Of(writer => CollectedJson.WriteDocument(writer, text)) : null
                : Read(await found.GetPolicyAsync(resource, cancellationToken).ConfigureAwait(false));
            account.AddResourcePolicy(resource.Value, document);
            return document is not null;
        }
        catch (AwsCallException exception) when (IsNotThereYet(query, exception))
        {
            account.AddResourcePolicy(resource.Value!, null);
            return false;
        }
        catch (AwsCallException exception)
        {
            account.Miss(what, exception);
            return null;
        }
    }

    private static byte[]? Read(ResourcePolicyLookup lookup) => lookup switch
    {
        ResourcePolicyLookup.Found found => found.Policy.Json.ToArray(),
        ResourcePolicyLookup.Unavailable unavailable => throw new AwsCallException(AwsFault.Unreachable, null, unavailable.Why, null) { MissingPermission = unavailable.Permission },
        _ => null,
    };

    private async Task AddPublicAccessBlocksAsync(ResourceId resource, string bucket, CollectedAccount account, CancellationToken cancellationToken)
    {
        var what = UnreadEvidence.PublicAccessBlock(resource.Value!);
        if (resource.AccountId is not { } owner || bucket.Contains('/', StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            var access = await _connection.ForAccountAsync(owner, cancellationToken).ConfigureAwait(false);
            var block = await BucketCalls.RunAsync(
                access,
                "s3:GetBucketPublicAccessBlock",
                resource.Region,
                bucket,
                async (s3, name, token) => (await s3.GetPublicAccessBlockAsync(
                    new GetPublicAccessBlockRequest { BucketName = name, ExpectedBucketOwner = owner }, token).ConfigureAwait(false)).PublicAccessBlockConfiguration
                    ?? throw new BadAnswerException("PublicAccessBlockConfiguration"),
                cancellationToken).ConfigureAwait(false);
            account.AddPublicAccessBlock(resource.Value, SwitchesOf(block));
        }
        catch (AwsCallException exception) when (exception.Code == "NoSuchPublicAccessBlockConfiguration")
        {
            account.AddPublicAccessBlock(resource.Value, []);
        }
        catch (AwsCallException exception)
        {
            account.Miss(what, exception);
        }

        var whole = await _accountBlocks.GetAsync(owner, cancellationToken).ConfigureAwait(false);
        if (whole.AccountId is null)
        {
            account.Miss(what.Because(whole.Name) with { Permission = whole.MissingPermission }, !whole.IsLasting);
        }
        else
        {
            account.AddPublicAccessBlock(owner, System.Text.Encoding.UTF8.GetString(whole.Utf8.Span).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static List<string> SwitchesOf(PublicAccessBlockConfiguration? block) =>
    [
        .. block?.BlockPublicAcls == true ? [PublicAccessSwitches.BlockPublicAcls] : Array.Empty<string>(),
        .. block?.IgnorePublicAcls == true ? [PublicAccessSwitches.IgnorePublicAcls] : Array.Empty<string>(),
        .. block?.BlockPublicPolicy == true ? [PublicAccessSwitches.BlockPublicPolicy] : Array.Empty<string>(),
        .. block?.RestrictPublicBuckets == true ? [PublicAccessSwitches.RestrictPublicBuckets] : Array.Empty<string>(),
    ];

    // A fragment of its own kind: the switches that are on, or, without an account, the reason why that is not known.
    private async Task<Fragment> ReadAccountBlockAsync(string accountId, CancellationToken cancellationToken)
    {
        try
        {
            var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
            var block = await access.Client((owner, region) => new S3ControlClient(owner, region)).GetPublicAccessBlockAsync(accountId, cancellationToken).ConfigureAwait(false);
            return new("", System.Text.Encoding.UTF8.GetBytes(string.Join(' ', PublicAccessSwitches.Names.Where(block.Flag))), accountId, true);
        }
        catch (AwsCallException exception) when (exception.Code == "NoSuchPublicAccessBlockConfiguration")
        {
            return new("", default, accountId, true);
        }
        catch (AwsCallException exception)
        {
            return new(exception.Message, default, null, !exception.IsPassing) { MissingPermission = exception.MissingPermission };
        }
    }

    private async Task AddTagsAsync(ResourceId resource, Arn arn, CollectedAccount account, CancellationToken cancellationToken)
    {
        if (!TaggedServices.Has(arn))
        {
            return;
        }

        try
        {
            RecordedNames.Check(arn);
            var access = await _connection.ForAccountAsync(resource.AccountId!, cancellationToken).ConfigureAwait(false);
            var client = access.Client((owner, place) => new ResourceTaggingClient(owner, place), arn.Region.Length > 0 ? arn.Region.ToString() : resource.Region);

            // What was never tagged is not listed.
            account.AddResourceTags(resource.Value, await client.GetResourcesAsync(resource.Value, cancellationToken).ConfigureAwait(false) ?? []);
        }
        catch (AwsCallException exception)
        {
            account.Miss(UnreadEvidence.Tags(resource.Value!), exception);
        }
    }

    // Trust policy, boundary and tags; the policies that it has as a caller are another question.
    private async Task AddEntityAsync(string name, Arn arn, string accountId, CollectedAccount account, CancellationToken cancellationToken)
    {
        var isRole = arn.ResourceType is "role";
        if (!isRole && arn.ResourceType is not "user")
        {
            return;
        }

        try
        {
            var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
            var iam = access.Client((owner, region) => new IdentityManagementClient(owner, region));
            var last = name[(name.LastIndexOf('/') + 1)..];
            var entity = isRole ? await iam.GetRoleAsync(last, cancellationToken).ConfigureAwait(false) : await iam.GetUserAsync(last, cancellationToken).ConfigureAwait(false);
            account.AddEntity(isRole ? "RoleDetailList" : "UserDetailList", entity.Text("Arn") ?? name, IamJson.Of(entity));
        }
        catch (AwsCallException exception) when (exception.Fault == AwsFault.NotFound && !isRole)
        {
            // A user about to be created, or gone: it has no tags.
        }
        catch (AwsCallException exception)
        {
            var what = isRole ? UnreadEvidence.TrustPolicy(name) : UnreadEvidence.Tags(name);
            account.Miss(exception.Fault == AwsFault.NotFound ? what.Because(LiveMessages.EntityGone(accountId)) : what.Because(exception), exception.IsPassing);
        }
    }
}
