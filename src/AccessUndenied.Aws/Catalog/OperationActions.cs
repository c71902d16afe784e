namespace AccessUndenied.Aws.Catalog;

/// <summary>The IAM actions that an API operation is authorized by.</summary>
internal sealed class OperationActions
{
    internal OperationActions(IReadOnlyList<CatalogAction> actions, OperationMatch match)
    {
        Actions = actions;
        Match = match;
    }

    /// <summary>The actions, the main one first; never empty.</summary>
    /// <remarks>
    /// Several actions are needed together (<c>kms:ReEncrypt</c>) or alternatives that the request's content decides
    /// (<c>dynamodb:ExecuteStatement</c>).
    /// </remarks>
    public IReadOnlyList<CatalogAction> Actions { get; }

    /// <summary>How they were found.</summary>
    public OperationMatch Match { get; }

    /// <summary>Whether AWS's documentation says so; false for a guess and for what the catalog does not know.</summary>
    public bool IsExact => Match is OperationMatch.SameName or OperationMatch.Exception or OperationMatch.Rule;
}
