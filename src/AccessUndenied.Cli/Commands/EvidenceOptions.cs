using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The trails that are read as evidence of how things were, and not for denials.</summary>
internal sealed class EvidenceOptions
{
    private readonly Option<string[]> _trails = new("--trail")
    {
        Description = "A trail, a file or a folder, that is read for the calls that made the callers' sessions, and not for denials; may be repeated. The events' own sources are read for them too.",
        HelpName = "SOURCE",
    };

    public EvidenceOptions() => _trails.Validators.Add(RefuseMissing);

    public void AddTo(Command command) => command.Options.Add(_trails);

    /// <summary>The trails, in the order given.</summary>
    public IReadOnlyList<string> Read(ParseResult parsed) => parsed.GetValue(_trails) ?? [];

    /// <summary>Where sessions are found: in <paramref name="trails"/>, and in those of <paramref name="sources"/> that can be read twice.</summary>
    public static TrailSessionSource SessionsOf(IReadOnlyList<string> trails, IReadOnlyList<string> sources, IEnumerable<IEventFormat> formats)
    {
        string[] all = [.. trails.Concat(sources).Where(source => source != EventsInput.StandardInput && (File.Exists(source) || Directory.Exists(source))).Distinct(StringComparer.Ordinal)];
        return new(all.Select(TrailSource.OfPath), formats, tellsWhenMissing: trails.Count > 0);
    }

    private static void RefuseMissing(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => !File.Exists(token.Value) && !Directory.Exists(token.Value)))
        {
            result.AddError(CommandMessages.NoSuchTrail(token.Value));
        }
    }
}
