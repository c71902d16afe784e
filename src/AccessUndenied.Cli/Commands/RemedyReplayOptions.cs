using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The recorded calls under which remedies are tried.</summary>
internal sealed class RemedyReplayOptions
{
    private readonly Option<string[]> _replay = new("--replay")
    {
        Description = "Tries every remedy on the recorded calls, allowed and denied, of this file, folder or s3://bucket/prefix: which other denials it would let through, and what it "
            + "opens that no recorded call needed; may be repeated.",
        HelpName = "SOURCE",
    };

    public RemedyReplayOptions() => _replay.Validators.Add(RefuseNoLocation);

    public void AddTo(Command command) => command.Options.Add(_replay);

    /// <summary>The sources, in the order given; none where remedies are not tried.</summary>
    /// <exception cref="CommandFailedException">One of them is not there.</exception>
    public IReadOnlyList<string> Read(ParseResult parsed)
    {
        var sources = parsed.GetValue(_replay) ?? [];
        return Array.Find(sources, source => !S3TrailSource.IsLocation(source) && !Path.Exists(source)) is { } missing
            ? throw new CommandFailedException(CommandMessages.NoSuchReplay(missing))
            : sources;
    }

    private static void RefuseNoLocation(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => S3TrailSource.IsLocation(token.Value) && !S3TrailSource.IsValid(token.Value)))
        {
            result.AddError(CommandMessages.NotALocation(token.Value));
        }
    }
}
