using System.Globalization;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Replays;

/// <summary>What is said of proposed changes that cannot be used.</summary>
internal static class ChangeMessages
{
    public const string Utf16 = "the text is UTF-16; save it as UTF-8 (PowerShell: Out-File -Encoding utf8)";
    public const string ChangeWithoutTarget = "the change has neither Target nor PolicyArn; Target names what carries the policy, PolicyArn without it a policy wherever it is attached";
    public const string AttachWithoutTarget = "attach needs a Target, which says what the policy is attached to";
    public const string PutWithoutDocument = "put needs a Document, the policy as it is proposed";

    public static string ChangeWithoutPolicy(PolicyLayer layer) =>
        $"a target can carry several policies of the layer {LayerNames.Of(layer)}; name the one that is meant by PolicyName or PolicyArn";

    public static string DocumentToRemove(ChangeKind kind) =>
        $"{Of(kind)} takes a policy away and has no Document; leave it out, or write \"Change\": \"put\" to replace the policy";

    public static string CarriesItsPolicy(PolicyLayer layer, ChangeKind kind) =>
        $"nothing is attached to or detached from the layer {LayerNames.Of(layer)}, whose targets carry one policy of their own; write \"Change\": "
            + $"\"{(kind == ChangeKind.Attach ? "put" : "delete")}\"";

    public static string PrincipalOfLayer(PolicyLayer layer, bool needs) => needs
        ? $"the statement names no Principal, which {LayerNames.An(layer)} needs; add \"Principal\": \"*\" or whom it is meant for"
        : $"the statement names a Principal, which {LayerNames.An(layer)} cannot; take it out";

    public static string NoDocumentToAttach(string? policy) => $"the document of {policy ?? "the policy"} is not among the policies at hand; give it as Document";

    public static string ChangesNotJson(string reason, long line, long column) => string.Create(
        CultureInfo.InvariantCulture, $"line {line + 1}, column {column + 1}: the file is not valid JSON ({reason}); it holds one change, or an array of changes");

    public static string ChangesEmpty => "the file holds no change; write one object with Change, Layer, Target, PolicyName and Document, or an array of such";

    public static string ChangeIsNoObject(string found) => $"a change is an object with Change, Layer, Target, PolicyName and Document; found {found}";

    public static string ChangeWrongType(string expected, string found) => $"expected {expected}; found {found}";

    public static string ChangeUnknownMember(string name, IReadOnlyCollection<string> known) =>
        $"'{name}' is not a member of a change{Sentences.DidYouMean(Spelling.Nearest(name, known))}; the members are {string.Join(", ", known)}";

    public static string ChangeLacks(string member, IReadOnlyCollection<string> values) => $"the change has no {member}; it is one of {string.Join(", ", values)}";

    public static string ChangeUnknownValue(string text, string member, IReadOnlyCollection<string> values) =>
        $"'{text}' is no {member}{Sentences.DidYouMean(Spelling.Nearest(text, values))}; it is one of {string.Join(", ", values)}";

    public static string ChangesTooLong(long most) => string.Create(CultureInfo.InvariantCulture, $"the file is longer than {most >> 20} MB, which no change is");

    private static string Of(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
