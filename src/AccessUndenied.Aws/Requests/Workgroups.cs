using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Athena's workgroups: calls that name none run in the one that every account has.</summary>
/// <remarks>
/// Source: Amazon Athena User Guide, "Use workgroups to control query access and costs", and the API reference of each operation (WorkGroup).
/// https://docs.aws.amazon.com/athena/latest/ug/workgroups-manage-queries-control-costs.html
/// </remarks>
internal static class Workgroups
{
    private const string Default = "primary";

    private static readonly string[] s_withDefault = ["StartQueryExecution", "CreateNamedQuery", "ListQueryExecutions", "ListNamedQueries"];

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (Array.IndexOf(s_withDefault, action.Name) < 0 || !search.Parameters.AreKnown || search.Parameters.Has("workGroup"))
        {
            return null;
        }

        var place = search.Place;
        return [new(
            search.Identify($"arn:{place.Partition}:athena:{place.Region}:{place.AccountId ?? "*"}:workgroup/{Default}"),
            Certainty.Likely,
            RequestMessages.FromParameters,
            RequestMessages.DefaultWorkgroup)];
    }
}
