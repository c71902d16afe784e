using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>A replay as annotations of a step of GitHub Actions, at the statements of the proposed changes that make the difference.</summary>
internal static class ReplayGitHub
{
    private const int MostLines = 50;

    public static string Of(ReplayResult result)
    {
        var errors = new AnnotationList();
        var warnings = new AnnotationList();
        foreach (var group in result.Changed)
        {
            var (file, line) = ChangeOrigin.Of(group.Difference, result.Changes);
            if (group.Difference.After == Decision.Allowed)
            {
                warnings.Add(() => GitHubAnnotation.Warning(TextOf(group), ReplayReportMessages.WouldBeAllowed(group.Count), file, line));
            }
            else
            {
                errors.Add(() => GitHubAnnotation.Error(TextOf(group), ReplayReportMessages.WouldBeDenied(group.Count), file, line));
            }
        }

        foreach (var group in result.HasChanges ? result.Undecided : result.Disagreements)
        {
            var (file, line) = ChangeOrigin.Of(group.Difference, result.Changes);
            warnings.Add(() => GitHubAnnotation.Warning(
                TextOf(group),
                result.HasChanges ? ReplayReportMessages.NotDecided(group.Count) : ReplayReportMessages.DisagreeingCalls(group.Count),
                file,
                line));
        }

        foreach (var group in result.HasChanges ? [] : result.OtherLayers)
        {
            warnings.Add(() => GitHubAnnotation.Warning(TextOf(group), ReplayReportMessages.OtherLayers(group.Count)));
        }

        var text = new StringBuilder();
        text.AppendJoin("", errors.Lines(count => GitHubAnnotation.Error(ReplayReportMessages.MoreAnnotations(count))));
        text.AppendJoin("", warnings.Lines(count => GitHubAnnotation.Warning(ReplayReportMessages.MoreAnnotations(count))));

        // Lines that are no commands stand in the log of the step.
        foreach (var fact in new[] { ReplayReportMessages.ReplayTitle(result) }.Concat(ReplayWords.Facts(result))
            .Concat(result.HasChanges ? [] : result.Calibration.Take(MostLines).Select(group => $"{Counts.Times(group.Count)} {ReplayReportMessages.Calibration(group)}")))
        {
            text.Append(VisibleText.Of(fact)).Append('\n');
        }

        return text.ToString();
    }

    private static string TextOf(ReplayGroup group)
    {
        var one = group.Difference;
        var lines = new[]
        {
            $"{Counts.Times(group.Count)} {one.Action} on {one.Resource} by {one.Principal}: {ReplayWords.Decisions(one)}",
            ReplayWords.By(one),
            one.Reason ?? "",
            ReplayWords.When(group),
            group.EventIds.Count > 0 ? $"events {string.Join(", ", group.EventIds)}" : "",
        };
        return string.Join('\n', lines.Where(line => line.Length > 0).Select(VisibleText.Of));
    }
}
