using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Cli.Tests;

/// <summary>What the pages show is what happens: their commands run, print what they say, and their code is that of the samples.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DocumentationTests
{
    // The trail that the pages read.
    private const string TrailBucket = "amzn-s3-demo-bucket";
    private const string TrailKey = "AWSLogs/111111111111/CloudTrail/eu-west-1/2026/05/04/111111111111_CloudTrail_eu-west-1_20260504T1005Z_AbCdEfGhIjKlMnOp.json";

    // Commands that build, test or install the repository itself, which .ci/run and the tests of the packages run; and programs of others.
    private static readonly string[] s_others = ["dotnet test ", "dotnet build ", "dotnet restore ", "bash build/", "build/", "git clone ", "dotnet new ", "dotnet add ", "dotnet tool ", "dotnet run\n", "cd ", "aws ", "terraform "];


    [TestCaseSource(nameof(PagesWithCommands))]
    [Platform(Exclude = "Win", Reason = "the pages show commands for a POSIX shell")]
    [UnsupportedOSPlatform("windows")]
    public async Task Page_EachCommand_RunsAndPrintsWhatThePageShows(string page)
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.Data.With(TrailBucket, TrailKey, await File.ReadAllBytesAsync(SampleOrganization.EventsPath));
        fake.Data.Queue($$"""{"s3Bucket":"{{TrailBucket}}","s3ObjectKey":["{{TrailKey}}"]}""");
        fake.PageSize = 50;
        using var folder = new TemporaryFolder();
        Prepare(folder);
        foreach (var (command, shown) in Commands(page))
        {
            var (exitCode, output, error) = await RunAsync(fake, folder, command);
            exitCode.Should().Be(0, because: $"{command} ends well: {error}");
            foreach (var line in shown)
            {
                output.Should().Contain(line, because: $"{page} shows it after {command}");
            }
        }
    }

    [TestCaseSource(nameof(CodeBlocks))]
    public void Page_CodeBlock_IsThatOfASample(string page, int number)
    {
        var samples = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "AccessUndenied.Samples"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => Normalized(File.ReadAllLines(path)));
        var block = Normalized(Blocks(page, "csharp").ElementAt(number));
        samples.Should().Contain(sample => sample.Contains(block, StringComparison.Ordinal), because: $"code block {number} of {page} is cut from a sample:\n{block}");
    }

    [Test]
    public void Pages_ExplanationsOfSampleEvents_AreWhatTheCommandPrints()
    {
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        var printed = ProgramRun.Of("analyze", "--events-file", Path.Combine(data, "events.json"), "--snapshot", Path.Combine(data, "snapshot.json"), "--format", "text").Text;
        var shown = Pages().SelectMany(page => Blocks(page, "text")).Select(block => string.Join('\n', block)).Where(block => block.Contains("\n  event      ", StringComparison.Ordinal)).ToList();
        shown.Should().HaveCountGreaterThanOrEqualTo(2).And.OnlyContain(block => printed.Contains(block, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md")).Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> PagesWithCommands() => Pages().Where(page => Commands(page).Any());

    private static IEnumerable<TestCaseData> CodeBlocks() =>
        // These two show programs of their own, which the tests of the packages compile and run.
        Pages().Where(page => page != "README.md" && !page.EndsWith("getting-started.md", StringComparison.Ordinal)).SelectMany(page => Blocks(page, "csharp").Select((_, number) => new TestCaseData(page, number).SetArgDisplayNames(page, $"{number}")));

    private static IEnumerable<(string Command, List<string> Shown)> Commands(string page)
    {
        foreach (var block in Blocks(page, "console"))
        {
            (string Command, List<string> Shown)? current = null;
            foreach (var line in block)
            {
                if (line.StartsWith("$ ", StringComparison.Ordinal))
                {
                    if (current is { } done && IsRun(done.Command))
                    {
                        yield return done;
                    }

                    current = (line[2..], []);
                }
                else if (current is { } open && open.Command.EndsWith('\\'))
                {
                    current = (open.Command[..^1] + line.TrimStart(), open.Shown);
                }
                else if (line.Length > 0)
                {
                    current?.Shown.Add(line);
                }
            }

            if (current is { } last && IsRun(last.Command))
            {
                yield return last;
            }
        }
    }

    [TestCaseSource(nameof(TableCommands))]
    [Platform(Exclude = "Win", Reason = "the pages show commands for a POSIX shell")]
    [UnsupportedOSPlatform("windows")]
    public async Task Page_EachCommandOfATable_GivesResults(string page, string command)
    {
        await using var fake = await SampleOrganization.StartAsync();
        var events = await File.ReadAllBytesAsync(SampleOrganization.EventsPath);
        fake.Data.With(TrailBucket, TrailKey, events).With(TrailBucket, TrailKey.Replace("AWSLogs/", "AWSLogs/o-exampleorg1/", StringComparison.Ordinal).Replace("111111111111", "123456789012", StringComparison.Ordinal), events);
        fake.Data.Queue($$"""{"s3Bucket":"{{TrailBucket}}","s3ObjectKey":["{{TrailKey}}"]}""");
        fake.Data.Events.AddRange(JsonNode.Parse(events)!["Records"]!.AsArray().Select(record => record!.DeepClone().AsObject()));
        fake.PageSize = 50;
        using var folder = new TemporaryFolder();
        Prepare(folder);
        foreach (var sample in Samples().Where(path => !path.EndsWith("snapshot.json", StringComparison.Ordinal)))
        {
            File.Copy(sample, Path.Combine(folder.Path, Path.GetFileName(sample)), overwrite: true);
        }

        folder.Write("eventbridge.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', fake.Data.Events.Select(record => new JsonObject { ["detail-type"] = "AWS API Call via CloudTrail", ["detail"] = record.DeepClone() }.ToJsonString()))));
        var logs = Directory.CreateDirectory(Path.Combine(folder.Path, "logs"));
        await File.WriteAllBytesAsync(Path.Combine(logs.FullName, "a.json"), events);
        File.Copy(Path.Combine(folder.Path, "filter-log-events.json"), Path.Combine(folder.Path, "aws-answer.json"));
        var aws = folder.Write("aws", "#!/bin/sh\ncat \"$(dirname \"$0\")/aws-answer.json\"\n"u8.ToArray());
        File.SetUnixFileMode(aws, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (exitCode, output, error) = await RunAsync(fake, folder, command);

        exitCode.Should().Be(0, because: $"{command} ends well: {error}");
        output.Should().Contain("\"EventId\"", because: $"{page} says that {command} explains what it is given: {error}");
    }

    private static IEnumerable<TestCaseData> TableCommands() => Pages()
        .SelectMany(page => File.ReadLines(Path.Combine(Repository.Root, page)).Where(line => line.StartsWith('|')).SelectMany(CommandsOfRow)
            .Select(command => new TestCaseData(page, command).SetArgDisplayNames(page, command)));

    // A bar within a cell is escaped.
    private static IEnumerable<string> CommandsOfRow(string row) => row.Split('`').Where((text, at) => at % 2 == 1 && text.Contains("access-undenied analyze ", StringComparison.Ordinal))
        .Select(text => text.Replace("\\|", "|", StringComparison.Ordinal)).Where(text => text.StartsWith("access-undenied ", StringComparison.Ordinal) || text.StartsWith("aws ", StringComparison.Ordinal));

    private static IEnumerable<string> Samples()
    {
        var cases = Path.Combine(Repository.Root, "test", "AccessUndenied.Aws.Tests", "Cases");
        return Directory.EnumerateFiles(Path.Combine(cases, "Formats")).Concat(Directory.EnumerateFiles(Path.Combine(cases, "Forms")));
    }

    private static bool IsRun(string command) => !Array.Exists(s_others, start => $"{command}\n".StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<List<string>> Blocks(string page, string language)
    {
        List<string>? block = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, page)))
        {
            if (block is null)
            {
                block = line == $"```{language}" ? [] : null;
            }
            else if (line == "```")
            {
                yield return block;
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }
    }

    private static string Normalized(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()).Where(line => line.Length > 0));

    [UnsupportedOSPlatform("windows")]
    private static void Prepare(TemporaryFolder folder)
    {
        folder.Write("events.json", File.ReadAllBytes(SampleOrganization.EventsPath));
        folder.Write("snapshot.json", File.ReadAllBytes(SampleOrganization.SnapshotPath));
        folder.Write("request.jsonl", """{"id":"1","principal":"arn:aws:iam::123456789012:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::bucket/key"}"""u8.ToArray());
        File.CreateSymbolicLink(Path.Combine(folder.Path, "src"), Path.Combine(Repository.Root, "src"));
        var program = folder.Write("access-undenied", Encoding.UTF8.GetBytes($"#!/bin/sh\nexec dotnet '{ProgramRun.Program}' \"$@\"\n"));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(FakeAws fake, TemporaryFolder folder, string command)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command.Replace("dotnet run -c Release --project src/AccessUndenied.Cli -- ", "access-undenied ", StringComparison.Ordinal));
        ProgramRun.SetEnvironment(start, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = fake.Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = $"AKIA{SampleOrganization.Management}USER",
            ["AWS_SECRET_ACCESS_KEY"] = "example",
            ["AWS_REGION"] = "eu-west-1",
        });
        start.Environment["PATH"] = $"{folder.Path}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
