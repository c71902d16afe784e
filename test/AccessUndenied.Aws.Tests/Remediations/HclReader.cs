using System.Text;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Reads the part of Terraform's language that the templates are written in: blocks, arguments, lists, objects, <c>jsonencode</c>.</summary>
/// <remarks>Source: https://developer.hashicorp.com/terraform/language/syntax/configuration. A reference is read as its text in angle brackets.</remarks>
internal sealed class HclReader
{
    private readonly string _text;
    private int _at;

    private HclReader(string text) => _text = text;

    /// <summary>The blocks by their types and labels, such as <c>resource aws_iam_policy access</c>; a block that stands twice is an error, as for Terraform.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Read(string text)
    {
        var reader = new HclReader(text);
        var blocks = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        while (reader.Peek() != '\0')
        {
            var name = new StringBuilder(reader.Word());
            while (reader.Peek() == '"')
            {
                name.Append(' ').Append(reader.Quoted());
            }

            blocks.Add(name.ToString(), reader.Body());
        }

        return blocks;
    }

    private JsonObject Body()
    {
        Expect('{');
        var body = new JsonObject();
        while (Peek() != '}')
        {
            var name = Word();
            if (Peek() == '{')
            {
                body.Add(name, Body());
                continue;
            }

            Expect('=');
            body.Add(name, Value());
        }

        Expect('}');
        return body;
    }

    private JsonNode? Value()
    {
        switch (Peek())
        {
            case '"':
                return Quoted();
            case '[':
                Expect('[');
                var list = new JsonArray();
                while (Peek() != ']')
                {
                    list.Add(Value());
                    if (Peek() != ']')
                    {
                        Expect(',');
                    }
                }

                Expect(']');
                return list;
            case '{':
                Expect('{');
                var json = new JsonObject();
                while (Peek() != '}')
                {
                    var name = Quoted();
                    Expect('=');
                    json.Add(name, Value());
                }

                Expect('}');
                return json;
            default:
                var word = Word();
                if (word != "jsonencode")
                {
                    return word is "true" or "false" ? word == "true" : $"<{word}>";
                }

                Expect('(');
                var inner = Value();
                Expect(')');
                return inner;
        }
    }

    private string Quoted()
    {
        Expect('"');
        var text = new StringBuilder();
        for (; _text[_at] != '"'; _at++)
        {
            _ = _text[_at] == '\\' ? text.Append('\\').Append(_text[++_at]) : text.Append(_text[_at]);
        }

        _at++;
        return JsonNode.Parse($"\"{text.Replace("$${", "${").Replace("%%{", "%{")}\"")!.GetValue<string>();
    }

    private string Word()
    {
        Peek();
        var start = _at;
        while (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or '-')
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw new FormatException($"no name at {start}: {_text[start..]}");
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private void Expect(char expected)
    {
        if (Peek() != expected)
        {
            throw new FormatException($"no {expected} at {_at}: {_text[_at..]}");
        }

        _at++;
    }
}
