namespace AccessUndenied.Aws.Catalog;

/// <summary>Resources on which an action is authorized although the Service Authorization Reference lists none for it.</summary>
/// <remarks>
/// What a worker reports of a task is checked on the state machine or activity whose task it is, which the call does not name and the error text does.
/// Source: Step Functions Developer Guide, "Creating granular permissions for non-admin users", which limits such actions by the ARN of an activity.
/// https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html
/// </remarks>
internal static class UnlistedResources
{
    private static readonly (string Action, string[] Types)[] s_rows =
    [
        ("states:SendTaskSuccess", ["stateMachine", "activity"]),
        ("states:SendTaskFailure", ["stateMachine", "activity"]),
        ("states:SendTaskHeartbeat", ["stateMachine", "activity"]),
    ];

    /// <summary>Whether <paramref name="action"/> is authorized on a resource such as <paramref name="resource"/>.</summary>
    public static bool Are(string action, string resource)
    {
        foreach (var (name, types) in s_rows)
        {
            if (action.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Arn.TryParse(resource, out var arn) && action.StartsWith(arn.Service.ToString() + ":", StringComparison.OrdinalIgnoreCase)
                    && Array.IndexOf(types, arn.ResourceType.ToString()) >= 0;
            }
        }

        return false;
    }
}
