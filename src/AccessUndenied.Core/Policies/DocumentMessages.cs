using System.Text.Json;
using AccessUndenied.Conditions;
using AccessUndenied.Text;

namespace AccessUndenied.Policies;

/// <summary>What is said of policy documents that cannot be read.</summary>
internal static class DocumentMessages
{
    private static readonly string[] s_documentElements = ["Version", "Id", "Statement"];

    private static readonly string[] s_statementElements =
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    public const string EmptyDocument = "the policy document is empty; expected a JSON object with a Statement";
    public const string NoStatement = "the policy document has no Statement; add one, an object or an array of objects";

    public const string NotUtf8 = "the policy document is not valid UTF-8 from here on";
    public const string HalfCharacter = "the text holds an escape such as \\ud800 that is half of a character; write both halves or none";

    public static string NotJson(JsonException exception) => $"the policy document is not valid JSON: {Sentences.First(exception.Message)}";

    public static string NotAnObject(JsonTokenType found) => $"a policy document is a JSON object; found {Name(found)}";

    public static string StatementIsNoObject(JsonTokenType found) => $"a statement is a JSON object; found {Name(found)}";

    public static string Duplicate(string name) => $"'{name}' occurs twice; merge the two";

    public static string UnknownDocumentElement(string name) =>
        $"'{name}' is not an element of a policy document{ElsewhereOrNear(name, s_documentElements, s_statementElements, "it belongs into a statement")}";

    public static string UnknownStatementElement(string name) =>
        $"'{name}' is not an element of a policy statement{ElsewhereOrNear(name, s_statementElements, s_documentElements, "it belongs beside Statement")}";

    public static string ElementCase(string name) => $"the element name '{name}' is written in another case than AWS documents; it is read all the same";

    public static string Version(string text) => $"Version '{text}' does not exist; use '2012-10-17' (or '2008-10-17', which knows no policy variables)";

    public static string EmptyList(string element) => $"the list of {element} is empty, so it matches nothing";

    public static string RepeatedSid(string sid) => $"Sid '{sid}' occurs more than once in the document";

    public static string Effect(string text) => $"Effect is 'Allow' or 'Deny', in exactly that case; found '{text}'";

    public static string WrongType(string expected, JsonTokenType found) => $"expected {expected}; found {Name(found)}";

    public static string BarePrincipal(string text) => $"a bare principal other than \"*\" matches nobody; write {{\"AWS\": \"{text}\"}} instead";

    public static string PrincipalType(string name) => $"'{name}' is not a type of principal; use AWS, Service, Federated or CanonicalUser";

    public static string UnknownOperator(string name) => $"'{name}' is not a condition operator{Sentences.DidYouMean(ConditionOperator.Nearest(name))}";

    public static string Missing(string element) => $"the statement has no {element}";

    public static string BothOf(string element, string negated) => $"the statement has both {element} and {negated}; keep one";

    private static string ElsewhereOrNear(string name, string[] here, string[] elsewhere, string belongs) =>
        elsewhere.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"; {belongs}" : Sentences.DidYouMean(Spelling.Nearest(name, here));

    private static string Name(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
