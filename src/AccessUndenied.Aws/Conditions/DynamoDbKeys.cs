using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>DynamoDB's keys that are no plain members of the request.</summary>
internal static class DynamoDbKeys
{
    private static readonly string[] s_enclosing =
        ["BatchGetItem", "BatchWriteItem", "TransactGetItems", "TransactWriteItems", "ExecuteTransaction", "BatchExecuteStatement"];

    // SK-82: there only where an item's action is part of a larger call.
    internal static ContextValue EnclosingOperation(KeySubject subject) =>
        Array.IndexOf(s_enclosing, subject.Record.Operation) >= 0 ? ContextValue.Of(subject.Record.Operation) : ContextValue.Absent;
}
