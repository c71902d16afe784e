using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Policies;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations.Joining;

/// <summary>A joined change of a statement that is there.</summary>
internal abstract class JoinedEdit : JoinedChange
{
    private readonly List<string> _opens = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    protected JoinedEdit(PolicyChange first)
        : base(first) =>
        Original = first.Replaces is { } statement ? Read(Encoding.UTF8.GetString(statement.Json.Span)) : null;

    /// <summary>The statement as it was; null where it is not known.</summary>
    protected JsonObject? Original { get; }

    /// <summary>The statement as all changes together make it; null before the first.</summary>
    protected JsonObject? Joined { get; set; }

    protected sealed override JsonObject ToJson() => (JsonObject)Joined!.DeepClone();

    protected sealed override IEnumerable<(Statement? Replaced, string Json)> Edits() => [(First.Replaces, Write(Joined))];

    protected sealed override string OpensInWords() => JoinedMessages.GroupLifts(_opens, _seen.Count);

    /// <summary>Notes what <paramref name="change"/> opens of its own; the first few are told, all are counted.</summary>
    protected void Opens(PolicyChange change)
    {
        if (change.Opens.Length > 0 && _seen.Count < JoinedRemediation.MostMembers && _seen.Add(change.Opens) && _opens.Count < JoinedMessages.MostOpens)
        {
            _opens.Add(change.Opens);
        }
    }
}
