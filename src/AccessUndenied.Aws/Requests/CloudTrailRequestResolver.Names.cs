using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>Names that hold words of AWS's own sentence: whoever chooses the name of an object would choose what the sentence says (MSG-56).</remarks>
internal sealed partial class CloudTrailRequestResolver
{
    // What ends a name, or a reason, in the sentence; a name without any of them is read from the text as it is.
    private static readonly string[] s_wordsOfSentence =
    [
        "not authorized", " because ", " explicit deny", ", with policy", "</", " (Service:", "Encoded authorization", "\"", "'", "\n", "\r",
    ];

    /// <summary>The message, read with the whole name that the request's own parameters give, where the name may have misled the reading of it.</summary>
    private DenialMessage WithWholeName(ResourceSearch search, in DenialMessage message)
    {
        if (message.Action.IsEmpty || !message.HasResource || (!message.IsTruncated && !search.Members.Exists(member => MayMislead(member.Value)))
            || _finder.Find(ActionNamed(message.Action), search) is not [{ Certainty: not Certainty.Guess, Id: { IsApproximate: false } id }]
            || (!message.IsTruncated && !MayMislead(id.Value)))
        {
            return message;
        }

        return message.ReadAround(id.Value, MayMislead(id.Value));
    }

    private static bool MayMislead(string name) => name.Length > 0
        && (name[^1] is '.' or ',' or ' ' or '\t' or ')' or ']' || Array.Exists(s_wordsOfSentence, words => name.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
