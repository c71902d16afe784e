using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes remediations as plain text: what is to change, what that opens, and how it is carried out.</summary>
internal static class TextRemediation
{
    private const int MostAssumptions = 3;
    private const int MostListed = 8;
    private const int LongestChange = 4_000;

    // The first of a kind is named after it, so that nobody takes a loosened guardrail for the remedy; the others of it are alternatives.
    public static string Lead(Remediation remediation, IReadOnlyList<Remediation> all) =>
        !ResultWords.IsFirstOfItsKind(remediation, all) ? "  or         " : remediation switch
        {
            { Kind: RemediationKind.CallerChange } => "  first      ",
            { Kind: RemediationKind.Keep } => all.Count == 1 ? "  keep       " : "  or keep    ",
            { Kind: RemediationKind.GuardrailChange, Verified: true } => "  guardrail  ",
            { Kind: RemediationKind.GuardrailChange } => "  guardrail? ",
            { Verified: true } => "  remedy     ",
            _ => "  remedy?    ",
        };

    public static void Append(StringBuilder text, Remediation remediation, string lead, bool withCommands)
    {
        TextLines.Line(text, lead, remediation.Sentence + TextLines.Bracketed(ReportMessages.Standing(remediation)));
        if (remediation.Link is { } link)
        {
            TextLines.Line(text, "  where      ", ReportMessages.AtLink(link));
        }

        foreach (var warning in remediation.Warnings)
        {
            TextLines.Line(text, "  warning    ", warning.Text);
        }

        foreach (var change in remediation.Changes)
        {
            TextLines.Line(text, TextLines.Inner, ResultWords.What(change) + ":");
            TextLines.Line(text, TextLines.Inner + "  ", Fit(change.Json));
            foreach (var line in ResultWords.Difference(change))
            {
                TextLines.Line(text, TextLines.Inner + "  ", line);
            }

            if (change.Advice is { } advice)
            {
                TextLines.Line(text, "  mind       ", advice);
            }
        }

        // Nothing that a change opens is left out: what is hidden could be the worst of it.
        foreach (var opened in ResultWords.Opens(remediation))
        {
            TextLines.Line(text, "  opens      ", opened);
        }

        foreach (var replayed in ResultWords.Replayed(remediation))
        {
            TextLines.Line(text, "  replayed   ", replayed);
        }

        if (withCommands)
        {
            AppendCommands(text, remediation);
        }

        foreach (var assumption in remediation.Assumptions.Take(MostAssumptions))
        {
            TextLines.Line(text, "  assumed    ", assumption.Text);
        }

        if (remediation.Assumptions.Count > MostAssumptions)
        {
            TextLines.Line(text, TextLines.Inner, Counts.AndMore(remediation.Assumptions.Count - MostAssumptions));
        }
    }

    // Where and by whom stands above each command, and never in it: what is pasted holds no comment.
    private static void AppendCommands(StringBuilder text, Remediation remediation)
    {
        foreach (var change in remediation.Changes.Where(change => ResultWords.IsFirstOfItsPolicy(change, remediation)))
        {
            if (ResultWords.Commands(change) is not { } commands)
            {
                if (change.HasScripts)
                {
                    TextLines.Line(text, "  by hand    ", ReportMessages.TooLongForScripts);
                }

                continue;
            }

            if (commands.Format == ResultWords.ByHand)
            {
                TextLines.Line(text, "  by hand    ", commands.Heading);
                continue;
            }

            TextLines.Line(text, "  run in     ", ReportMessages.RunIn(commands.Heading, ResultWords.NameOf(commands.Format)));
            foreach (var line in ResultWords.AreLong(commands) ? [] : commands.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                TextLines.Line(text, "  run        ", line);
            }

            if (ResultWords.AreLong(commands))
            {
                TextLines.Line(text, "  run file   ", ReportMessages.LongCommands(commands));
            }
        }
    }

    // A policy that is to be pasted stays whole as long as a screen can hold it.
    private static string Fit(string json) => JsonText.OneLine(json) is { Length: <= LongestChange } whole
        ? whole
        : $"{JsonText.OneLine(json, MostListed)}{TextLines.Bracketed(ReportMessages.ShortenedChange)}";
}
