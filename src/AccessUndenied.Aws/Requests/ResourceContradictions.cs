using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Resources that a text or a list of the record names, and its parameters do not.</summary>
/// <remarks>
/// Rule MSG-58. No contradiction: what the parameters leave open; a part of what they name, or what it is a part of; another kind of resource that the action is
/// checked on besides, since services fill in what a call leaves out; another spelling of the same names.
/// </remarks>
internal static class ResourceContradictions
{
    private static readonly char[] s_separators = ['/', ':'];

    // Checked in the organization's account, or on what another account shares.
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html,
    // https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-api-permissions.html
    private static readonly string[] s_ofOtherAccounts = ["organizations", "identitystore", "ec2"];

    /// <summary>The one of <paramref name="asked"/> that <paramref name="named"/> contradicts; null where it contradicts none.</summary>
    internal static string? Of(string? named, List<FoundResource> asked, CatalogAction action, ResourceSearch search, ResourceFinder finder)
    {
        var sure = asked.FindAll(one => one.Certainty != Certainty.Guess && one.From == RequestMessages.FromParameters && Arn.TryParse(one.Id.Value, out _));
        if (sure.Count == 0 || sure.Exists(one => IsSame(named, one.Id.Value)))
        {
            return null;
        }

        if (named is null or "*")
        {
            return sure.Find(one => !one.Id.Value.AsSpan().ContainsAny('*', '?')) is { Id.Value: { } whole } ? whole : null;
        }

        if (!Arn.TryParse(named, out var arn))
        {
            return null;
        }

        if (finder.TemplateOf(action, arn) is not { } template)
        {
            return arn.Service.Equals(action.Service, StringComparison.OrdinalIgnoreCase) || Mentions(search, named) ? null : sure[0].Id.Value;
        }

        return sure.Find(one => Arn.TryParse(one.Id.Value, out var other) && template.Fits(other)) is { } same
            && (IsElsewhere(arn, same.Id.Value, search) || (!Mentions(search, named) && !HidesAddresses(action, search)
                && !(same.Id.IsApproximate && LastOf(named).SequenceEqual(LastOf(same.Id.Value))))) ? same.Id.Value : null;
    }

    /// <summary>Whether a resource of the call may be in the Region and the account that <paramref name="named"/> has, as far as the record tells.</summary>
    internal static bool IsNear(string named, ResourceSearch search) => !Arn.TryParse(named, out var arn)
        || ((arn.Region.IsEmpty || arn.Region.SequenceEqual(search.Place.Region)) && (!AccountIds.IsAccountId(arn.AccountId) || arn.AccountId.SequenceEqual(search.Place.AccountId)));

    /// <summary>Whether some value of the parameters holds <paramref name="text"/>.</summary>
    internal static bool IsTold(ResourceSearch search, string text) => search.Members.Exists(member => member.Value.Contains(text, StringComparison.Ordinal));

    // The same name in a Region or an account of which nothing else tells is another resource. An id that AWS gave is one resource's, which may be shared.
    private static bool IsElsewhere(Arn named, string asked, ResourceSearch search)
    {
        if (!Arn.TryParse(asked, out var own) || named.Resource.StartsWith("foundation-model/", StringComparison.Ordinal))
        {
            return false;
        }

        var region = named.Region.ToString();
        if (region.Length > 0 && own.Region.Length > 0 && region != search.Place.Region && !own.Region.SequenceEqual(region) && !region.AsSpan().ContainsAny('*', '?')
            && !IsTold(search, region))
        {
            return true;
        }

        var account = named.AccountId.ToString();
        return !s_ofOtherAccounts.Contains(named.Service.ToString()) && AccountIds.IsAccountId(account) && AccountIds.IsAccountId(own.AccountId)
            && !own.AccountId.SequenceEqual(account) && account != search.Principal.AccountId && account != search.Record.RecipientAccountId && !IsGivenId(LastOf(named.ToString()))
            && !IsTold(search, account);
    }

    // "subnet-0a1b2c3d", "i-0123456789abcdef0", a UUID.
    private static bool IsGivenId(ReadOnlySpan<char> name)
    {
        var tail = name[(name.LastIndexOf('-') + 1)..];
        return tail.Length >= 8 && tail.Length < name.Length && !tail.ContainsAnyExcept("0123456789abcdef");
    }

    /// <summary>Whether every name in <paramref name="named"/> stands somewhere in the parameters.</summary>
    internal static bool Mentions(ResourceSearch search, string? named)
    {
        var text = Arn.TryParse(named, out var arn) ? arn.Resource.ToString() : named ?? "";
        var names = text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
        var start = names.Length > 1 && arn.Service is not "s3" ? 1 : 0;
        for (var i = start; i < names.Length; i++)
        {
            if (!IsMentioned(search.Members, names[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsMentioned(List<RequestMember> members, string name)
    {
        foreach (var member in members)
        {
            if (Array.Exists(member.Value.Split(s_separators), part => part.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) || IsAddressIn(member.Value, name))
            {
                return true;
            }
        }

        return false;
    }

    // An address is checked as the identity that was verified for it: itself, its domain, or a domain above that.
    // https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
    private static bool IsAddressIn(string address, string domain)
    {
        var at = address.LastIndexOf('@');
        var own = at < 0 ? [] : address.AsSpan(at + 1).TrimEnd("> ");
        return own.Length > 0 && own.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (own.Length == domain.Length || own[^(domain.Length + 1)] == '.');
    }

    // SES checks the identities of recipients, too, and CloudTrail hides whom a mail was for.
    // https://docs.aws.amazon.com/ses/latest/dg/logging-using-cloudtrail.html
    private static bool HidesAddresses(CatalogAction action, ResourceSearch search) =>
        action.Service.Equals("ses", StringComparison.OrdinalIgnoreCase) && RecordParts.Parameters(search.Record).Element is { ValueKind: System.Text.Json.JsonValueKind.Object } parameters
        && parameters.GetRawText().Contains(Redaction.Word, StringComparison.Ordinal);

    // One may be a part of the other, or a pattern that the other belongs to.
    private static bool IsSame(string? named, string asked) => named is not null and not "*"
        && (IsPartOf(named, asked) || IsPartOf(asked, named) || PolicyPattern.IsMatch(asked, named) || (MayBeOpen(named, asked) && PolicyPattern.IsMatch(named, asked)));

    // A text that names all of what the parameters name one of tells of another call. EC2 does so for ids that are none (REQ-07).
    private static bool MayBeOpen(string named, string asked) => asked.AsSpan().ContainsAny('*', '?') || (Arn.TryParse(named, out var arn) && arn.Service is "ec2");

    private static bool IsPartOf(string part, string whole) =>
        whole.StartsWith(part, StringComparison.OrdinalIgnoreCase) && (whole.Length == part.Length || whole[part.Length] is '/' or ':' || part[^1] is '/' or ':');

    private static ReadOnlySpan<char> LastOf(string? text)
    {
        var span = text.AsSpan().TrimEnd(['/', ':', '*']);
        return span[(span.LastIndexOfAny('/', ':') + 1)..];
    }
}
