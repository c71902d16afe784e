using System.Text;

namespace AccessUndenied.Cli.Output;

/// <summary>Says what the library says in the words of the command.</summary>
/// <remarks>The library names what a program and what the command calls a thing, as in <c>(AwsConnectionOptions.Profile, --profile)</c>. Who runs the command needs its option alone.</remarks>
internal static class CommandWords
{
    private const string Separator = ", ";

    /// <summary><paramref name="message"/> without what a program would call things.</summary>
    public static string Of(string message)
    {
        if (!message.Contains("--", StringComparison.Ordinal))
        {
            return message;
        }

        var text = new StringBuilder(message.Length);
        var from = 0;
        while (message.IndexOf('(', from) is >= 0 and var open && message.IndexOfAny(['(', ')'], open + 1) is > 0 and var close)
        {
            text.Append(message, from, open + 1 - from);
            text.Append(message[close] == ')' ? Within(message[(open + 1)..close]) : message[(open + 1)..close]);
            from = close;
        }

        return text.Append(message, from, message.Length - from).ToString();
    }

    private static string Within(string words)
    {
        var parts = words.Split(Separator);
        return Array.Exists(parts, IsOption) ? string.Join(Separator, parts.Where(part => !IsOfLibrary(part))) : words;
    }

    private static bool IsOption(string part) => part.StartsWith("--", StringComparison.Ordinal);

    private static bool IsOfLibrary(string part) =>
        part.Length > 0 && part.All(c => char.IsAsciiLetter(c) || c == '.') && part.Skip(1).Any(char.IsAsciiLetterUpper) && part.Any(char.IsAsciiLetterLower);
}
