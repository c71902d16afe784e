using System.Text.Json;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>JSON as text, from which generated requests are put together: a text can hold a member twice, and is never shared.</summary>
internal static class RequestJson
{
    internal static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    internal static string Array(IEnumerable<string> items) => "[" + string.Join(",", items) + "]";

    internal static string Object(params (string Name, string? Value)[] members) =>
        "{" + string.Join(",", members.Where(member => member.Value is not null).Select(member => $"{Quote(member.Name)}:{member.Value}")) + "}";

    /// <summary>One text, or an array of one to three.</summary>
    internal static Gen<string> OneOrMore(Gen<string> texts) =>
        Gen.Frequency(
            (6, texts.Select(Quote)),
            (3, texts.Array[1, 3].Select(items => Array(items.Select(Quote)))),
            (1, texts.Array[2, 3].Select(items => Array(items.Select(Quote)))));

    /// <summary>The generator's text so many times in a hundred, else nothing.</summary>
    internal static Gen<string?> Sometimes(int percent, Gen<string> texts) =>
        Gen.Frequency((percent, texts.Select(text => (string?)text)), (100 - percent, Gen.Const((string?)null)));
}
