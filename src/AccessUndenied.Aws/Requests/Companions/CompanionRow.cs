using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>One line of the companions' table: what a call is checked for beside its own action, and when.</summary>
/// <param name="Triggers">What the request must hold; all of it.</param>
/// <param name="Action">The further action.</param>
/// <param name="Resource">What it is checked on.</param>
internal sealed record CompanionRow(IReadOnlyList<CompanionTrigger> Triggers, string Action, CompanionResource Resource)
{
    /// <summary>Whether the parameters show that it is needed.</summary>
    public RequestNeed Need { get; init; }

    /// <summary>The circumstance that the record does not show, by its name in <see cref="CompanionMessages"/>; null where the parameters show it.</summary>
    public string? Because { get; init; }

    /// <summary>The service that makes the further request in its own name; null for the caller.</summary>
    public string? MadeBy { get; init; }

    /// <summary>The service that makes the further request in the caller's name, such as <c>s3</c>; null for none.</summary>
    public string? Via { get; init; }

    /// <summary>Values of condition keys that the further request has; <c>{operation}</c> stands for the call.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Context { get; init; } = [];

    /// <summary>AWS's page that says so.</summary>
    public required string Page { get; init; }

    public bool Applies(ResourceSearch search)
    {
        for (var i = 0; i < Triggers.Count; i++)
        {
            if (!Triggers[i].Matches(search))
            {
                return false;
            }
        }

        return true;
    }
}
