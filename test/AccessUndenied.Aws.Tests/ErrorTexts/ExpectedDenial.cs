using System.Globalization;

namespace AccessUndenied.Aws.Tests.ErrorTexts;

/// <summary>A refusal that a text tells of.</summary>
public sealed record ExpectedDenial(string? Principal, string? Action, string? Resource, int? Count)
{
    internal static ExpectedDenial Parse(string line)
    {
        var parts = line.Split(" | ");
        return new(Named(parts[0]), Named(parts[1]), Named(parts[2]), parts.Length > 3 ? int.Parse(parts[3][1..], CultureInfo.InvariantCulture) : null);
    }

    private static string? Named(string text) => text.Trim() == "-" ? null : text.Trim();
}
