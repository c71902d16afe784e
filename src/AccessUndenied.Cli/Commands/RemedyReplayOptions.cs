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

    public RemedyReplayOptions() => _replay.Validators.Add(RefuseMissing);

    public void AddTo(Command command) => command.Options.Add(_replay);

    /// <summary>The sources, in the order given; none where remedies are not tried.</summary>
    public IReadOnlyList<string> Read(ParseResult parsed) => parsed.GetValue(_replay) ?? [];

    /// <summary>The files and folders that are read.</summary>
    public IEnumerable<string> Inputs(CommandResult result) => (result.GetValue(_replay) ?? []).Where(source => !S3TrailSource.IsLocation(source));

    private static void RefuseMissing(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => !S3TrailSource.IsLocation(token.Value) && !Path.Exists(token.Value)))
        {
            result.AddError(CommandMessages.NoSuchReplay(token.Value));
        }

        foreach (var token in result.Tokens.Where(token => S3TrailSource.IsLocation(token.Value) && !S3TrailSource.IsValid(token.Value)))
        {
            result.AddError(CommandMessages.NotALocation(token.Value));
        }
    }
}
