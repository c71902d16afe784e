using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>CloudWatch Logs' groups, which are authorized as <c>log-group:NAME:log-stream:</c> by all but the tagging calls.</summary>
/// <remarks>
/// Policies name a group as <c>log-group:NAME:*</c> for that reason. Source: CloudWatch Logs User Guide, "Overview of managing access
/// permissions", ARN formats; API Reference, LogGroup, <c>arn</c> and <c>logGroupArn</c>.
/// </remarks>
internal static class LogGroups
{
    private const string NoStream = ":log-stream:";

    private static readonly string[] s_members = ["loggroupname", "loggroupidentifier", "loggroupnames", "loggroupidentifiers", "loggrouparn", "loggrouparns"];

    /// <summary>The call on all groups, which policies must allow on <c>log-group:*</c> though the reference lists no resource.</summary>
    /// <remarks>Source: CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs", note on logs:DescribeLogGroups.</remarks>
    internal static FoundResource? OfAll(CatalogAction action, ResourceSearch search) =>
        action.Service == "logs" && action.Name == "DescribeLogGroups"
            ? new(search.Identify($"arn:{search.Place.Partition}:logs:{search.Place.Region}:{search.Place.AccountId ?? "*"}:log-group:{NoStream}"), Certainty.Likely, RequestMessages.FromType)
            : null;

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "logs" || !Takes(action, "log-group") || Takes(action, "log-stream")
            || action.Name is "TagResource" or "UntagResource" or "ListTagsForResource")
        {
            return null;
        }

        var found = new List<FoundResource>();
        foreach (var member in search.Members)
        {
            if (Array.IndexOf(s_members, member.Folded) >= 0)
            {
                found.Add(new(search.Identify(Name(member, search.Place)), Certainty.Likely, RequestMessages.FromParameters));
            }
        }

        return found.Count > 0 ? found : null;
    }

    private static string Name(in RequestMember member, in ArnPlace place)
    {
        var group = member.Value.EndsWith(":*", StringComparison.Ordinal) ? member.Value[..^2] : member.Value;
        return member.IsArn ? group + NoStream : $"arn:{place.Partition}:logs:{place.Region}:{place.AccountId ?? "*"}:log-group:{group}{NoStream}";
    }

    private static bool Takes(CatalogAction action, string type)
    {
        for (var i = 0; i < action.ResourceTypes.Count; i++)
        {
            if (action.ResourceTypes[i].Name == type)
            {
                return true;
            }
        }

        return false;
    }
}
