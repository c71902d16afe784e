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

        return sure.Find(one => Arn.TryParse(one.Id.Value, out var other) && template.Fits(other)) is { } same && !Mentions(search, named) && !HidesAddresses(action, search)
            && !(same.Id.IsApproximate && LastOf(named).SequenceEqual(LastOf(same.Id.Value))) ? same.Id.Value : null;
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
        action.Service.Equals("ses", StringComparison.OrdinalIgnoreCase) && search.Members.Exists(member => member.Value == Redaction.Word);

    // One may be a part of the other, or a pattern that the other belongs to.
    private static bool IsSame(string? one, string? other) => one is not null and not "*" && other is not null
        && (IsPartOf(one, other) || IsPartOf(other, one) || PolicyPattern.IsMatch(one, other) || PolicyPattern.IsMatch(other, one));

    private static bool IsPartOf(string part, string whole) =>
        whole.StartsWith(part, StringComparison.OrdinalIgnoreCase) && (whole.Length == part.Length || whole[part.Length] is '/' or ':' || part[^1] is '/' or ':');

    private static ReadOnlySpan<char> LastOf(string? text)
    {
        var span = text.AsSpan().TrimEnd(['/', ':', '*']);
        return span[(span.LastIndexOfAny('/', ':') + 1)..];
    }
}
