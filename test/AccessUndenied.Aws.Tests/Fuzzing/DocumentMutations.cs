using System.Text;
using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Spoils JSON: most of its output is still nearly what it was, so that it gets deep into what reads it.</summary>
internal sealed class DocumentMutations
{
    private static readonly string[] s_odd =
    [
        "null", "true", "0", "-0", "1e999", "123456789012345678901234567890.5", "\"\"", "\"*\"", "\"?\"", "{}", "[]", "[[]]", "[null]", "{\"\":{}}", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\udc00x\"", "\"\\uffff\\ufffe\"", "\"${\"", "\"${}\"", "\"${aws:username\"", "\"${aws:PrincipalTag/${aws:username}}\"",
        "\"${a, 'b}'}\"", "\"${*}${?}${$}${,}\"", "\"arn:aws:s3\"", "\"arn::::::\"", "\"arn:aws:iam::111111111111:role/\"", "\"::::\"", "\"0.0.0.0/0\"", "\"::/0\"",
        "\"1.2.3.4/33\"", "\"2026-02-30\"", "\"9999-12-31T23:59:59.9999999-23:59\"", "\"0001-01-01T00:00:00+23:59\"", "\"-1\"", "\"====\"", "\"Allow\"", "\"Deny\"",
        "\"2012-10-17\"", "\"%7B\"", "\"%\"", "\"{\\\"Statement\\\":[]}\"", "\"\\\"{}\\\"\"", "\"anonymous\"", "\"root\"", "\"111111111111\"", "\"s3:\"", "\":x\"",
    ];

    private static readonly string[] s_names =
    [
        "Statement", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition", "Version", "Id", "Sid", "effect", "AWS", "",
        "document", "name", "policies", "target", "id", "context", "unknownContextKeys", "identityPolicies", "resourcePolicy", "s3BlockPublicAccess", "StringEquals",
        "ForAllValues:StringLikeIfExists", "ForAnyValue:Null", "Null", "NumericLessThan", "DateEquals", "BinaryEquals", "IpAddress", "ArnLike", "Bool", "StringEqual",
    ];

    private readonly Random _random;

    public DocumentMutations(int seed) => _random = new(seed);

    /// <summary>A spoilt copy of <paramref name="json"/>.</summary>
    public byte[] Mutate(byte[] json)
    {
        var result = json;
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            result = Once(result);
        }

        return result;
    }

    private byte[] Once(byte[] json)
    {
        if (json.Length == 0)
        {
            return "{"u8.ToArray();
        }

        switch (_random.Next(16))
        {
            case 0:
                return FlipByte(json);
            case 1:
                return json[.._random.Next(json.Length)];
            case 2:
                return Splice(json, _random.Next(json.Length), _random.Next(1, 9), []);
            case 3:
                return Splice(json, _random.Next(json.Length), 0, [(byte)_random.Next(256)]);
            case 4:
                return [.. s_odd[_random.Next(4)].StartsWith('n') ? "\uFEFF"u8 : "/* x */"u8, .. json];
            case 5:
                return [.. json, .. json[_random.Next(json.Length)..]];
            case 6:
                return Nest(json);
            default:
                return OnTokens(json);
        }
    }

    private byte[] FlipByte(byte[] json)
    {
        var copy = json.ToArray();
        copy[_random.Next(copy.Length)] ^= (byte)(1 << _random.Next(8));
        return copy;
    }

    private byte[] OnTokens(byte[] json)
    {
        var (values, names) = Tokens(json);
        if (values.Count == 0)
        {
            return FlipByte(json);
        }

        var one = values[_random.Next(values.Count)];
        switch (_random.Next(6))
        {
            case 0:
                var other = values[_random.Next(values.Count)];
                return Splice(json, one.Start, one.Length, json[other.Start..(other.Start + other.Length)]);
            case 1 when names.Count > 0:
                var name = names[_random.Next(names.Count)];
                return Splice(json, name.Start, name.Length, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(s_names[_random.Next(s_names.Length)])));
            case 2 when names.Count > 0:
                // A name, and with it its value, a second time.
                var twice = names[_random.Next(names.Count)];
                return Splice(json, twice.Start, 0, [.. json[twice.Start..(twice.Start + twice.Length)], .. ":"u8, .. Odd(), .. ","u8]);
            case 3:
                return Splice(json, one.Start, one.Length, [.. "["u8, .. json[one.Start..(one.Start + one.Length)], .. ","u8, .. Odd(), .. "]"u8]);
            case 4:
                var text = new string(_random.Next(3) switch { 0 => '*', 1 => 'a', _ => '\'' }, _random.Next(1, 3000));
                return Splice(json, one.Start, one.Length, Encoding.UTF8.GetBytes($"\"{text}${{{text}\""));
            default:
                return Splice(json, one.Start, one.Length, Odd());
        }
    }

    private byte[] Odd() => Encoding.UTF8.GetBytes(s_odd[_random.Next(s_odd.Length)]);

    private byte[] Nest(byte[] json)
    {
        var (values, _) = Tokens(json);
        if (values.Count == 0)
        {
            return json;
        }

        var (start, length) = values[_random.Next(values.Count)];
        var depth = _random.Next(1, 90);
        var (open, close) = _random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        return Splice(json, start, length, [
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth))),
            .. json[start..(start + length)],
            .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(close, depth))),
        ]);
    }

    // The scalar values and the names, as far as the text is JSON.
    private static (List<(int Start, int Length)> Values, List<(int Start, int Length)> Names) Tokens(byte[] json)
    {
        var values = new List<(int, int)>();
        var names = new List<(int, int)>();
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                var quotes = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
                var token = ((int)reader.TokenStartIndex, reader.ValueSpan.Length + quotes);
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    names.Add(token);
                }
                else if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject or JsonTokenType.StartArray or JsonTokenType.EndArray))
                {
                    values.Add(token);
                }
            }
        }
        catch (JsonException)
        {
            // What was found so far serves.
        }

        return (values, names);
    }

    private static byte[] Splice(byte[] json, int start, int length, byte[] with) =>
        [.. json.AsSpan(0, start), .. with, .. json.AsSpan(Math.Min(json.Length, start + length))];
}
