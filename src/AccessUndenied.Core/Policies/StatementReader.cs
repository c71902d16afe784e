using System.Text;
using System.Text.Json;
using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>The reading of one statement. The first fault stays with the statement; the rest is read as far as it goes.</summary>
internal sealed class StatementReader
{
    private static readonly (ElementsSeen Element, string Name, byte[] Utf8)[] s_elements =
        [.. Enum.GetValues<ElementsSeen>().Where(element => element != ElementsSeen.None).Select(element => (element, element.ToString(), Encoding.UTF8.GetBytes(element.ToString())))];

    private readonly DocumentParser _document;
    private readonly int _baseOffset;
    private readonly int _index;
    private readonly JsonPath _path;
    private readonly bool _variables;
    private ElementsSeen _seen;
    private NameSet _unknown = new(StringComparer.OrdinalIgnoreCase);
    private PolicyProblem? _problem;
    private string? _sid;
    private Effect _effect;
    private bool _effectSeen;
    private PrincipalElement? _principals;
    private ActionElement? _actions;
    private ResourceElement? _resources;
    private List<Condition>? _conditions;

    public StatementReader(DocumentParser document, int baseOffset, int index, JsonPath path, bool variables)
    {
        _document = document;
        _baseOffset = baseOffset;
        _index = index;
        _path = path;
        _variables = variables;
    }

    public Statement Read(ref Utf8JsonReader reader, PolicyProblem? documentFault)
    {
        _problem = documentFault;
        var start = _baseOffset + reader.TokenStartIndex;
        var position = _document.AtStatement(start, _path.ToString());
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(reader.TokenStartIndex, _path, DocumentMessages.StatementIsNoObject(reader.TokenType));
            reader.Skip();
        }
        else
        {
            ReadMembers(ref reader);
            RequireElements(start);
        }

        return new()
        {
            Index = _index,
            Sid = _sid,
            Effect = _effect,
            Principals = _principals,
            Actions = _actions,
            Resources = _resources,
            ConditionArray = _conditions is null ? [] : [.. _conditions],
            Position = position,
            Problem = _problem,
            Json = _document.Slice(start, _baseOffset + reader.BytesConsumed),
        };
    }

    private void ReadMembers(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var offset = reader.TokenStartIndex;
            var element = ElementOf(ref reader, out var name);
            if (element == ElementsSeen.None ? !_unknown.Add(name) : (_seen & element) != ElementsSeen.None)
            {
                Fail(offset, _path.Member(name), DocumentMessages.Duplicate(name));
            }

            _seen |= element;
            reader.Read();
            if (element == ElementsSeen.None)
            {
                Fail(offset, _path.Member(name), DocumentMessages.UnknownStatementElement(name));
                reader.Skip();
                continue;
            }

            var path = _path.Member(name);
            ReadElement(ref reader, element, path);
            if (!Array.Exists(s_elements, known => ReferenceEquals(known.Name, name)))
            {
                _document.Report(_baseOffset + offset, path.ToString(), DocumentMessages.ElementCase(name), isWarning: true);
            }
        }
    }

    // The names as AWS documents them make no text; any other is looked at without regard to case.
    private static ElementsSeen ElementOf(ref Utf8JsonReader reader, out string name)
    {
        foreach (var known in s_elements)
        {
            if (reader.ValueTextEquals(known.Utf8))
            {
                name = known.Name;
                return known.Element;
            }
        }

        var text = reader.GetString()!;
        name = text;
        return Array.Find(s_elements, known => known.Name.Equals(text, StringComparison.OrdinalIgnoreCase)).Element;
    }

    private void ReadElement(ref Utf8JsonReader reader, ElementsSeen element, JsonPath path)
    {
        switch (element)
        {
            case ElementsSeen.Sid:
                _sid = ReadText(ref reader, path);
                break;
            case ElementsSeen.Effect:
                ReadEffect(ref reader, path);
                break;
            case ElementsSeen.Principal or ElementsSeen.NotPrincipal:
                ReadPrincipals(ref reader, path, element == ElementsSeen.NotPrincipal);
                break;
            case ElementsSeen.Action or ElementsSeen.NotAction:
                ReadActions(ref reader, path, element == ElementsSeen.NotAction);
                break;
            case ElementsSeen.Resource or ElementsSeen.NotResource:
                ReadResources(ref reader, path, element == ElementsSeen.NotResource);
                break;
            default:
                ReadConditions(ref reader, path);
                break;
        }
    }

    private void ReadEffect(ref Utf8JsonReader reader, JsonPath path)
    {
        var offset = reader.TokenStartIndex;
        var isText = reader.TokenType == JsonTokenType.String;
        var text = isText && reader.ValueTextEquals("Allow"u8) ? "Allow" : isText && reader.ValueTextEquals("Deny"u8) ? "Deny" : ReadText(ref reader, path);
        if (_effectSeen)
        {
            // Which of two effects is meant nobody can tell.
            _effect = Effect.Unreadable;
            return;
        }

        _effectSeen = true;
        _effect = text switch { "Allow" => Effect.Allow, "Deny" => Effect.Deny, _ => Effect.Unreadable };
        if (_effect == Effect.Unreadable && text is not null)
        {
            Fail(offset, path, DocumentMessages.Effect(text));
        }
    }

    private void ReadActions(ref Utf8JsonReader reader, JsonPath path, bool isNegated)
    {
        var offset = reader.TokenStartIndex;
        var values = ReadTexts(ref reader, path);
        if (values is not null)
        {
            WarnIfEmpty(values, offset, path);
            _actions ??= new(isNegated, values);
        }
    }

    private void ReadResources(ref Utf8JsonReader reader, JsonPath path, bool isNegated)
    {
        var offset = reader.TokenStartIndex;
        var values = ReadTexts(ref reader, path);
        if (values is not null)
        {
            WarnIfEmpty(values, offset, path);
            _resources ??= new(isNegated, values, _variables);
        }
    }

    private void ReadPrincipals(ref Utf8JsonReader reader, JsonPath path, bool isNegated)
    {
        var entries = new List<PrincipalEntry>();
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString()!;
            entries.Add(new(text == "*" ? "*" : "", text));
            if (text != "*")
            {
                Warn(reader.TokenStartIndex, path, DocumentMessages.BarePrincipal(text));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadPrincipalMap(ref reader, path, entries);
        }
        else
        {
            Fail(reader.TokenStartIndex, path, DocumentMessages.WrongType("\"*\" or an object such as {\"AWS\": …}", reader.TokenType));
            reader.Skip();
        }

        _principals ??= new(isNegated, entries);
    }

    private void ReadPrincipalMap(ref Utf8JsonReader reader, JsonPath path, List<PrincipalEntry> entries)
    {
        var seen = new NameSet(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var offset = reader.TokenStartIndex;
            var type = name.ToUpperInvariant() switch
            {
                "AWS" => "AWS",
                "SERVICE" => "Service",
                "FEDERATED" => "Federated",
                "CANONICALUSER" => "CanonicalUser",
                _ => null,
            };
            if (!seen.Add(name))
            {
                Fail(offset, path.Member(name), DocumentMessages.Duplicate(name));
            }

            if (type is null)
            {
                Fail(offset, path.Member(name), DocumentMessages.PrincipalType(name));
            }

            reader.Read();
            foreach (var value in ReadTexts(ref reader, path.Member(name)) ?? [])
            {
                entries.Add(new(type ?? name, value));
            }
        }
    }

    private void ReadConditions(ref Utf8JsonReader reader, JsonPath path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(reader.TokenStartIndex, path, DocumentMessages.WrongType("an object", reader.TokenType));
            reader.Skip();
            return;
        }

        _conditions ??= [];
        var seen = new NameSet(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var offset = reader.TokenStartIndex;
            if (!seen.Add(name))
            {
                Fail(offset, path.Member(name), DocumentMessages.Duplicate(name));
            }

            reader.Read();
            if (!ConditionOperator.TryParse(name, out var conditionOperator))
            {
                Fail(offset, path.Member(name), DocumentMessages.UnknownOperator(name));
                reader.Skip();
            }
            else
            {
                ReadOperator(ref reader, path.Member(name), conditionOperator);
            }
        }
    }

    private void ReadOperator(ref Utf8JsonReader reader, JsonPath path, ConditionOperator conditionOperator)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(reader.TokenStartIndex, path, DocumentMessages.WrongType("an object of condition keys", reader.TokenType));
            reader.Skip();
            return;
        }

        var seen = new NameSet(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (!seen.Add(key))
            {
                Fail(reader.TokenStartIndex, path.Member(key), DocumentMessages.Duplicate(key));
            }

            reader.Read();
            var values = ReadTexts(ref reader, path.Member(key), scalars: true);
            if (values is not null)
            {
                _conditions!.Add(new(conditionOperator, key, values, _variables));
            }
        }
    }

    private void RequireElements(long start)
    {
        if (_effect == Effect.Unreadable && _problem is null)
        {
            Fail(start - _baseOffset, _path, DocumentMessages.Missing("Effect"));
        }

        RequireOneOf(start, ElementsSeen.Action, ElementsSeen.NotAction, required: true);
        RequireOneOf(start, ElementsSeen.Resource, ElementsSeen.NotResource, required: false);
        RequireOneOf(start, ElementsSeen.Principal, ElementsSeen.NotPrincipal, required: false);
    }

    private void RequireOneOf(long start, ElementsSeen element, ElementsSeen negated, bool required)
    {
        var both = element | negated;
        if ((_seen & both) == both)
        {
            Fail(start - _baseOffset, _path, DocumentMessages.BothOf(element.ToString(), negated.ToString()));
        }
        else if (required && (_seen & both) == ElementsSeen.None)
        {
            Fail(start - _baseOffset, _path, DocumentMessages.Missing($"{element} or {negated}"));
        }
    }

    private string? ReadText(ref Utf8JsonReader reader, JsonPath path)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        Fail(reader.TokenStartIndex, path, DocumentMessages.WrongType("a string", reader.TokenType));
        reader.Skip();
        return null;
    }

    private string[]? ReadTexts(ref Utf8JsonReader reader, JsonPath path, bool scalars = false)
    {
        if (TryReadScalar(ref reader, scalars, out var single))
        {
            return [single];
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(reader.TokenStartIndex, path, DocumentMessages.WrongType("a string or an array of strings", reader.TokenType));
            reader.Skip();
            return null;
        }

        var values = _document.Texts;
        values.Clear();
        var good = true;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (TryReadScalar(ref reader, scalars, out var value))
            {
                values.Add(value);
            }
            else
            {
                Fail(reader.TokenStartIndex, path.At(index), DocumentMessages.WrongType("a string", reader.TokenType));
                reader.Skip();
                good = false;
            }
        }

        return good ? [.. values] : null;
    }

    private static bool TryReadScalar(ref Utf8JsonReader reader, bool scalars, out string value)
    {
        value = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number when scalars => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True when scalars => "true",
            JsonTokenType.False when scalars => "false",
            _ => "",
        };
        return reader.TokenType == JsonTokenType.String
            || (scalars && reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False);
    }

    private void WarnIfEmpty(string[] values, long offset, JsonPath path)
    {
        if (values.Length == 0)
        {
            Warn(offset, path, DocumentMessages.EmptyList(path.Last));
        }
    }

    private void Warn(long offset, JsonPath path, string message) => _document.Report(_baseOffset + offset, path.ToString(), message, isWarning: true);

    private void Fail(long offset, JsonPath path, string message)
    {
        var problem = _document.Report(_baseOffset + offset, path.ToString(), message, isWarning: false);
        _problem ??= problem;
    }
}
