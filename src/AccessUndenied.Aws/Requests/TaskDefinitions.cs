using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>ECS's task definitions, which requests name as <c>family</c> or <c>family:revision</c>.</summary>
/// <remarks>Source: ECS API Reference, RunTask and RegisterTaskDefinition; Service Authorization Reference, "Amazon ECS".</remarks>
internal static class TaskDefinitions
{
    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "ecs" || action.ResourceTypes.Count != 1)
        {
            return null;
        }

        if (action.Name == "ListTasks" && !search.Parameters.Has("containerInstance") && search.Parameters.AreKnown)
        {
            return [new(ResourceFinder.AnyOf(search), Certainty.Likely, RequestMessages.FromParameters, RequestMessages.NoResourceNamed("container-instance"))];
        }

        if (action.ResourceTypes[0].Name != "task-definition"
            || (search.Parameters.Text("taskDefinition") ?? search.Parameters.Text("family")) is not { Length: > 0 } name
            || name.StartsWith("arn:", StringComparison.Ordinal))
        {
            return null;
        }

        // Without a revision ECS takes the newest, or makes it.
        var text = name.Contains(':', StringComparison.Ordinal) ? name : name + ":*";
        var place = search.Place;
        return [new(search.Identify($"arn:{place.Partition}:ecs:{place.Region}:{place.AccountId ?? "*"}:task-definition/{text}"), Certainty.Likely, RequestMessages.FromParameters)];
    }
}
