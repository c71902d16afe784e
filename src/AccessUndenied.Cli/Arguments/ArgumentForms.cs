using AccessUndenied.Aws;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Cli.Arguments;

/// <summary>Whether a text that a user gives is what it is given for.</summary>
internal static class ArgumentForms
{
    private const int AccountIdLength = 12;

    public static bool IsPrincipal(string text) => AwsPrincipal.TryParse(text, out _);

    /// <summary>Whether it is a service's prefix, one colon and a name.</summary>
    public static bool IsAction(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < text.Length - 1 && text.LastIndexOf(':') == colon;

    public static bool IsResource(string text) => text == "*" || Arn.TryParse(text, out _);

    public static bool IsAccount(string text) => text.Length == AccountIdLength && text.All(char.IsAsciiDigit);
}
