using System.Text;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Says "the resource" and "the caller" in a sentence where their long names stand beside it.</summary>
/// <remarks>Names within quotation marks, which are to be copied, and those that only begin like one of them stay as they are.</remarks>
internal sealed class ShortNames
{
    private const int ShortestLongName = 24;
    private const string TheResource = "the resource";
    private const string ItsOwnPolicy = "resource-based policy of ";
    private const string It = "on it";
    private const string PartsOfNames = "/*?_-$@+=%#~";
    private const string PerhapsPartsOfNames = ".:";

    private static readonly string[] s_wordsBefore = ["of", "on", "for", "by", "it", "allow", "whom", "which", "what", "resource", "lets", "Lets"];

    private readonly List<(string Name, string Short)> _names = [];

    private ShortNames()
    {
    }

    /// <summary>The names of <paramref name="result"/>'s request.</summary>
    public static ShortNames Of(AnalysisResult result) => Of(result, hasOneCaller: true, hasOneResource: true);

    /// <summary>The names of the example of <paramref name="finding"/>, where they are those of all its events.</summary>
    public static ShortNames Of(Finding finding) => Of(finding.Example, finding.Principals.Count == 1, finding.Resources.Count == 1);

    /// <summary><paramref name="sentence"/> with short names.</summary>
    public string In(string sentence)
    {
        foreach (var (name, instead) in _names)
        {
            sentence = Replaced(sentence, name, instead);
        }

        return sentence;
    }

    private static ShortNames Of(AnalysisResult result, bool hasOneCaller, bool hasOneResource)
    {
        var names = new ShortNames();
        if (result.Request is not { } request)
        {
            return names;
        }

        if (hasOneCaller)
        {
            var caller = request.Principal;
            names.Add(caller.EntityId, caller.Name is { Length: > 0 } name ? $"'{name}'" : "the caller");
            names.Add(caller.Id, "the caller");
        }

        if (hasOneResource)
        {
            names.Add(request.Resource.IsAny ? null : request.Resource.Value, TheResource);
        }

        return names;
    }

    private void Add(string? name, string instead)
    {
        if (name is { Length: >= ShortestLongName } && !_names.Exists(known => known.Name == name))
        {
            _names.Add((name, instead));
        }
    }

    private static string Replaced(string sentence, string name, string instead)
    {
        var text = new StringBuilder();
        var from = 0;
        var isSaid = false;
        for (var at = sentence.IndexOf(name, StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if (!StandsAlone(sentence, at, name.Length))
            {
                continue;
            }

            text.Append(sentence, from, at - from);
            if (isSaid && instead == TheResource && EndsIn(text, " on "))
            {
                text.Length -= "on ".Length;
                text.Append(It);
            }
            else if (instead == TheResource && EndsIn(text, ItsOwnPolicy))
            {
                text.Length -= " of ".Length;
                from = at + name.Length;
                continue;
            }
            else if (instead != TheResource || !EndsIn(text, TheResource + " "))
            {
                text.Append(instead);
            }
            else
            {
                text.Length--;
            }

            isSaid = true;
            from = at + name.Length;
        }

        return text.Append(sentence, from, sentence.Length - from).ToString();
    }

    private static bool EndsIn(StringBuilder text, string end) => text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;

    // Behind other words it may be the value of a condition.
    private static bool StandsAlone(string sentence, int at, int length)
    {
        var before = sentence.AsSpan(0, at);
        if (at > 0 && !(before[^1] == ' ' && IsBeforeName(WordBefore(before))))
        {
            return false;
        }

        var behind = at + length;
        return behind == sentence.Length || !(char.IsLetterOrDigit(sentence[behind]) || PartsOfNames.Contains(sentence[behind], StringComparison.Ordinal)
            || (PerhapsPartsOfNames.Contains(sentence[behind], StringComparison.Ordinal) && behind + 1 < sentence.Length && sentence[behind + 1] != ' '));
    }

    private static bool IsBeforeName(ReadOnlySpan<char> word)
    {
        foreach (var known in s_wordsBefore)
        {
            if (word.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text)
    {
        var words = text.TrimEnd(' ');
        return words[(words.LastIndexOf(' ') + 1)..];
    }
}
