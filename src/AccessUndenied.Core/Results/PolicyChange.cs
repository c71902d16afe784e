using System.Text.Json.Serialization;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>One change to one policy: a closed set of cases.</summary>
/// <remarks>Immutable. It is one of <see cref="AddStatements"/>, <see cref="AttachPolicy"/>, <see cref="WidenAllow"/> and <see cref="NarrowDeny"/>, and never anything else.</remarks>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(PolicyChangeConverter))]
public abstract partial record PolicyChange
{
    private readonly Func<string>? _makeDocument;
    private readonly IReadOnlyList<string>? _difference;
    private readonly IReadOnlyList<ChangeScript>? _scripts;
    private readonly string _json = "";
    private string? _document;

    private PolicyChange()
    {
    }

    /// <summary>The layer that the change mends.</summary>
    public required PolicyLayer Layer { get; init; }

    /// <summary>What the policy is or is to be attached to; null where nothing can be named, as for a session that is over.</summary>
    public string? AttachmentTarget { get; init; }

    /// <summary>The account in which the change is made; null where it is not known.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The region in which the change is made; null where the policy has none or it is not known.</summary>
    public string? Region { get; internal init; }

    /// <summary>What the cause that this mends is attached to, by which the two are told to belong together.</summary>
    internal string? CauseTarget { get; init; }

    /// <summary>The policy that changes; null where a new one is added. An addition to an existing policy has it too.</summary>
    public AttachedPolicy? Policy { get; internal init; }

    /// <summary>Whether the document that is there now is known, or known not to be there.</summary>
    /// <remarks>
    /// False where the place has room for one document alone (of a resource, a role's trust, an endpoint, a permission set) and it was not
    /// read: <see cref="Document"/> then holds the new statements and nothing else, and must never be written over what is there. The
    /// statements of <see cref="Json"/> are to be added by hand. False too for a change that was read back from JSON and names no policy,
    /// since JSON does not tell.
    /// </remarks>
    public bool CurrentDocumentKnown { get; internal init; } = true;

    /// <summary>The policy to add, or the statement that replaces the other, as JSON.</summary>
    public required string Json
    {
        get => _json;

        // What was given for other JSON no longer holds.
        init => (_json, _difference, _scripts) = (value, null, null);
    }

    /// <summary>The whole policy as it is after the change, as JSON.</summary>
    /// <remarks>Written when it is first asked for.</remarks>
    public string Document
    {
        get => _document ??= MakeDocument?.Invoke() ?? "";
        internal init => _document = value;
    }

    internal Func<string>? MakeDocument
    {
        get => _makeDocument;
        init => (_makeDocument, _document) = (value, null);
    }

    /// <summary>What is to be known about where the change is made, such as that a role is made by a permission set; null when nothing is.</summary>
    public string? Advice { get; internal init; }

    /// <summary>The names of the policies that the place has of its own, as far as they are known, none of which a new one may take: what has a name already would be written over.</summary>
    public IReadOnlyList<string> TakenNames { get; internal init; } = [];

    /// <summary>Whether the statements hold placeholders, which whoever makes the change has to fill in first.</summary>
    /// <remarks>There is no ready command and no template then: the statement is to be completed and put in place by hand.</remarks>
    public bool HasPlaceholders { get; internal init; }

    /// <summary>What the change lets through beside the request, in words.</summary>
    public string Opens { get; internal init; } = "";

    /// <summary>The change as commands and templates; empty where the provider writes none.</summary>
    /// <remarks>Written each time they are asked for, of the change as it is then.</remarks>
    public IReadOnlyList<ChangeScript> Scripts
    {
        get => _scripts ?? WriteScripts?.Invoke(this) ?? [];
        internal init => _scripts = value;
    }

    /// <summary>What a statement that is there loses (<c>- </c>) and gains (<c>+ </c>), a value a line; empty where a new policy is added.</summary>
    public IReadOnlyList<string> Difference
    {
        get => _difference ?? StatementDifference.Of(this);
        internal init => _difference = value;
    }

    /// <summary>How the scripts are written of a change of this place; null where none are.</summary>
    internal Func<PolicyChange, IReadOnlyList<ChangeScript>>? WriteScripts { get; init; }

    /// <summary>The most characters, without white space, that the policy may have after the change; null where no limit is known.</summary>
    internal int? LongestPolicy { get; init; }

    /// <summary>The most statements that the policy may have after the change; null where no limit is known.</summary>
    internal int? MostStatements { get; init; }

    /// <summary>Says what else of the policy after the change is beyond what its service accepts.</summary>
    internal Func<string, string?>? BeyondQuota { get; init; }

    /// <summary>How many characters, without white space, the policies have that share the limit with this one; 0 where it has a limit of its own.</summary>
    internal int SharedLength { get; init; }

    /// <summary>How many policies the place carries, where that is all it can carry and one more is added; null where there is room.</summary>
    internal int? FullWith { get; init; }

    /// <summary>Whether there are <see cref="Scripts"/>, without writing them.</summary>
    internal bool HasScripts => WriteScripts is not null || HasGivenScripts;

    /// <summary>Whether the scripts were given rather than to be written when they are asked for.</summary>
    internal bool HasGivenScripts => _scripts is { Count: > 0 };

    /// <summary>Whether statements are added, rather than one replaced by what it becomes.</summary>
    internal bool IsAddition => this is AddStatements or AttachPolicy;

    /// <summary>The statement that is replaced; null where statements are added.</summary>
    internal Statement? Replaces => this switch
    {
        WidenAllow widened => widened.Statement,
        NarrowDeny narrowed => narrowed.Statement,
        _ => null,
    };

    /// <summary>The statement as it stands after the change; empty where statements are added.</summary>
    internal string StatementJson { get; init; } = "";

    /// <summary>The statements that are added, also beside one that is replaced.</summary>
    internal IReadOnlyList<string> AddedStatements { get; init; } = [];

    /// <summary>A policy that would do the same beside what is there; null where none could.</summary>
    internal string? StandsAlone { get; init; }

    /// <summary>Whether the resource of an added statement is a pattern, so that all that matches it is let through.</summary>
    internal bool OpensMatches { get; init; }

    /// <summary>The conditions of added statements, as part of a sentence.</summary>
    internal string OpensWhere { get; init; } = "";

    /// <summary>Principals of the present policy that are gone, and that the document leaves out.</summary>
    internal IReadOnlyList<PrincipalEntry> LeftOut { get; init; } = [];

    /// <summary>What it lets through, by which its words are written anew where changes are merged.</summary>
    internal IReadOnlyList<AuthorizationRequest> For { get; init; } = [];
}
