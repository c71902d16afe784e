using System.Text.Json;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>Where something stands in an answer, such as <c>policy/document</c>.</summary>
/// <remarks>
/// Shape: members, one within the other; empty for the answer itself. <c>name[]</c> is every item of a list, or every value of a map; <c>name[key=Policy]</c>
/// those items whose member <c>key</c> is the text <c>Policy</c>. Elements of XML are members by their local names.
/// </remarks>
internal sealed class AnswerPath
{
    private readonly Step[] _steps;

    public AnswerPath(string text)
    {
        Text = text;
        _steps = text.Length == 0 ? [] : [.. text.Split('/').Select(Step.Parse)];
    }

    public string Text { get; }

    /// <summary>Whether it stands for several things.</summary>
    public bool IsList => Array.Exists(_steps, step => step.IsList && step.Key is null);

    /// <summary>What stands there, empty texts as well.</summary>
    public IEnumerable<JsonElement> In(JsonElement answer)
    {
        IEnumerable<JsonElement> found = [answer];
        foreach (var step in _steps)
        {
            found = found.Select(element => element.Member(step.Name)).Where(element => element.ValueKind != JsonValueKind.Undefined);
            if (step.IsList)
            {
                found = found.SelectMany(Items).Where(item => step.Key is null || item.Text(step.Key) == step.Value);
            }
        }

        return found;
    }

    /// <summary>What stands there, empty elements as well.</summary>
    public IEnumerable<XElement> In(XElement answer)
    {
        IEnumerable<XElement> found = [answer];
        foreach (var step in _steps)
        {
            found = found.SelectMany(element => element.Elements().Where(child => child.Name.LocalName == step.Name));
            if (step.IsList)
            {
                found = found.SelectMany(element => element.Elements()).Where(item => step.Key is null || item.Text(step.Key) == step.Value);
            }
        }

        return found;
    }

    private static IEnumerable<JsonElement> Items(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray(),
        JsonValueKind.Object => element.EnumerateObject().Select(member => member.Value),
        _ => [],
    };

    private readonly record struct Step(string Name, bool IsList, string? Key, string? Value)
    {
        public static Step Parse(string text)
        {
            var open = text.IndexOf('[', StringComparison.Ordinal);
            if (open < 0)
            {
                return new(text, false, null, null);
            }

            var chosen = text[(open + 1)..^1].Split('=', 2);
            return chosen.Length < 2 ? new(text[..open], true, null, null) : new(text[..open], true, chosen[0], chosen[1]);
        }
    }
}
