using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes a function whose policy allows one of the two actions that a call of its URL takes.</summary>
/// <remarks>Source: AWS Lambda Developer Guide, "Control access to Lambda function URLs": https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html</remarks>
internal static class FunctionUrls
{
    private const string Invoke = "lambda:InvokeFunction";
    private const string InvokeUrl = "lambda:InvokeFunctionUrl";

    public static Note? OfMissingInvoke(HintQuery query)
    {
        var action = query.Request.Action;
        return action.Equals(Invoke, StringComparison.OrdinalIgnoreCase) && Allows(query, InvokeUrl, Invoke) ? HintMessages.UrlNeedsInvokeToo
            : action.Equals(InvokeUrl, StringComparison.OrdinalIgnoreCase) && Allows(query, Invoke, InvokeUrl) ? HintMessages.UrlNeedsItsOwn
            : null;
    }

    private static bool Allows(HintQuery query, string action, string notThis) => query.Policies.ResourcePolicy?.Document?.Statements.Any(
        statement => statement is { Effect: Effect.Allow, Actions: { } actions } && actions.Covers(action) && !actions.Covers(notThis)) == true;
}
