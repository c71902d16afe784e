using System.Text.Json;
using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>The reading of one statement. The first fault stays with the statement; the rest is read as far as it goes.</summary>
internal sealed class StatementReading
{
    private readonly DocumentReading _document;
    private readonly int _baseOffset;
    private readonly int _index;
    private readonly string _path;
    private readonly bool _variables;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private PolicyProblem? _problem;
    private string? _sid;
    private Effect _effect;
    private bool _effectSeen;
    private PrincipalElement? _principals;
    private ActionElement? _actions;
    private ResourceElement? _resources;
    private List<Condition>? _conditions;

    public StatementReading(DocumentReading document, int baseOffset, int index, string path, bool variables)
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
        var position = _document.AtStatement(start, _path);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(reader.TokenStartIndex, _path, Messages.StatementIsNoObject(reader.TokenType));
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
            var name = reader.GetString()!;
            var offset = reader.TokenStartIndex;
            var path = $"{_path}.{name}";
            if (!_seen.Add(name))
            {
                Fail(offset, path, Messages.Duplicate(name));
            }

            reader.Read();
            var known = ReadMember(ref reader, name, path);
            if (known is null)
            {
                Fail(offset, path, Messages.UnknownStatementElement(name));
                reader.Skip();
            }
            else if (known != name)
            {
                _document.Report(_baseOffset + offset, path, Messages.ElementCase(name), isWarning: true);
            }
        }
    }

    private string? ReadMember(ref Utf8JsonReader reader, string name, string path)
    {
        switch (name.ToUpperInvariant())
        {
            case "SID":
                _sid = ReadText(ref reader, path);
                return "Sid";
            case "EFFECT":
                ReadEffect(ref reader, path);
                return "Effect";
            case "PRINCIPAL":
                ReadPrincipals(ref reader, path, isNegated: false);
                return "Principal";
            case "NOTPRINCIPAL":
                ReadPrincipals(ref reader, path, isNegated: true);
                return "NotPrincipal";
            case "ACTION":
                ReadActions(ref reader, path, isNegated: false);
                return "Action";
            case "NOTACTION":
                ReadActions(ref reader, path, isNegated: true);
                return "NotAction";
            case "RESOURCE":
                ReadResources(ref reader, path, isNegated: false);
                return "Resource";
            case "NOTRESOURCE":
                ReadResources(ref reader, path, isNegated: true);
                return "NotResource";
            case "CONDITION":
                ReadConditions(ref reader, path);
                return "Condition";
            default:
                return null;
        }
    }

    private void ReadEffect(ref Utf8JsonReader reader, string path)
    {
        var offset = reader.TokenStartIndex;
        var text = ReadText(ref reader, path);
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
            Fail(offset, path, Messages.Effect(text));
        }
    }

    private void ReadActions(ref Utf8JsonReader reader, string path, bool isNegated)
    {
        var offset = reader.TokenStartIndex;
        var values = ReadTexts(ref reader, path);
        if (values is not null)
        {
            WarnIfEmpty(values, offset, path);
            _actions ??= new(isNegated, values);
        }
    }

    private void ReadResources(ref Utf8JsonReader reader, string path, bool isNegated)
    {
        var offset = reader.TokenStartIndex;
        var values = ReadTexts(ref reader, path);
        if (values is not null)
        {
            WarnIfEmpty(values, offset, path);
            _resources ??= new(isNegated, values, _variables);
        }
    }

    private void ReadPrincipals(ref Utf8JsonReader reader, string path, bool isNegated)
    {
        var entries = new List<PrincipalEntry>();
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString()!;
            entries.Add(new(text == "*" ? "*" : "", text));
            if (text != "*")
            {
                Warn(reader.TokenStartIndex, path, Messages.BarePrincipal(text));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadPrincipalMap(ref reader, path, entries);
        }
        else
        {
            Fail(reader.TokenStartIndex, path, Messages.WrongType("\"*\" or an object such as {\"AWS\": …}", reader.TokenType));
            reader.Skip();
        }

        _principals ??= new(isNegated, entries);
    }

    private void ReadPrincipalMap(ref Utf8JsonReader reader, string path, List<PrincipalEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
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
                Fail(offset, $"{path}.{name}", Messages.Duplicate(name));
            }

            if (type is null)
            {
                Fail(offset, $"{path}.{name}", Messages.PrincipalType(name));
            }

            reader.Read();
            foreach (var value in ReadTexts(ref reader, $"{path}.{name}") ?? [])
            {
                entries.Add(new(type ?? name, value));
            }
        }
    }

    private void ReadConditions(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(reader.TokenStartIndex, path, Messages.WrongType("an object", reader.TokenType));
            reader.Skip();
            return;
        }

        _conditions ??= [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var offset = reader.TokenStartIndex;
            if (!seen.Add(name))
            {
                Fail(offset, $"{path}.{name}", Messages.Duplicate(name));
            }

            reader.Read();
            if (!ConditionOperator.TryParse(name, out var conditionOperator))
            {
                Fail(offset, $"{path}.{name}", Messages.UnknownOperator(name));
                reader.Skip();
            }
            else
            {
                ReadOperator(ref reader, $"{path}.{name}", conditionOperator);
            }
        }
    }

    private void ReadOperator(ref Utf8JsonReader reader, string path, ConditionOperator conditionOperator)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(reader.TokenStartIndex, path, Messages.WrongType("an object of condition keys", reader.TokenType));
            reader.Skip();
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (!seen.Add(key))
            {
                Fail(reader.TokenStartIndex, $"{path}.{key}", Messages.Duplicate(key));
            }

            reader.Read();
            var values = ReadTexts(ref reader, $"{path}.{key}", scalars: true);
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
            Fail(start - _baseOffset, _path, Messages.Missing("Effect"));
        }

        RequireOneOf(start, "Action", "NotAction", required: true);
        RequireOneOf(start, "Resource", "NotResource", required: false);
        RequireOneOf(start, "Principal", "NotPrincipal", required: false);
    }

    private void RequireOneOf(long start, string element, string negated, bool required)
    {
        if (_seen.Contains(element) && _seen.Contains(negated))
        {
            Fail(start - _baseOffset, _path, Messages.BothOf(element, negated));
        }
        else if (required && !_seen.Contains(element) && !_seen.Contains(negated))
        {
            Fail(start - _baseOffset, _path, Messages.Missing($"{element} or {negated}"));
        }
    }

    private string? ReadText(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        Fail(reader.TokenStartIndex, path, Messages.WrongType("a string", reader.TokenType));
        reader.Skip();
        return null;
    }

    private List<string>? ReadTexts(ref Utf8JsonReader reader, string path, bool scalars = false)
    {
        if (TryReadScalar(ref reader, scalars, out var single))
        {
            return [single];
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(reader.TokenStartIndex, path, Messages.WrongType("a string or an array of strings", reader.TokenType));
            reader.Skip();
            return null;
        }

        var values = new List<string>();
        var good = true;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (TryReadScalar(ref reader, scalars, out var value))
            {
                values.Add(value);
            }
            else
            {
                Fail(reader.TokenStartIndex, $"{path}[{index}]", Messages.WrongType("a string", reader.TokenType));
                reader.Skip();
                good = false;
            }
        }

        return good ? values : null;
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

    private void WarnIfEmpty(List<string> values, long offset, string path)
    {
        if (values.Count == 0)
        {
            Warn(offset, path, Messages.EmptyList(path[(path.LastIndexOf('.') + 1)..]));
        }
    }

    private void Warn(long offset, string path, string message) => _document.Report(_baseOffset + offset, path, message, isWarning: true);

    private void Fail(long offset, string path, string message)
    {
        var problem = _document.Report(_baseOffset + offset, path, message, isWarning: false);
        _problem ??= problem;
    }
}
