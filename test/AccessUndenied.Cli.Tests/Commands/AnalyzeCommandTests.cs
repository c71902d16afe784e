using System.CommandLine;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary>How the options of <c>analyze</c> are read.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnalyzeCommandTests
{
    [Test]
    public void Analyze_EventsFileAlone_HasTheDefaultsOfTheContract() =>
        Parse("--events-file", "e.json").Should().BeEquivalentTo(new AnalyzeOptions("e.json", [], null, AnalyzeFormat.Json, null, SuppressOutput: false));

    [Test]
    public void Analyze_AllOptions_AreRead() =>
        Parse("--events-file", "-", "--snapshot", "a", "--snapshot", "b", "--scp-file", "s", "--simulator", "local", "--format", "jsonl", "--output-file", "o", "--suppress-output")
            .Should().BeEquivalentTo(new AnalyzeOptions("-", ["a", "b"], "s", AnalyzeFormat.Jsonl, "o", SuppressOutput: true));

    [Test]
    public void Analyze_NoSuppressOutput_Outranks() =>
        Parse("--events-file", "e", "--suppress-output", "--no-suppress-output")!.SuppressOutput.Should().BeFalse();

    [TestCase("'--events-file' is required", "--format", "json")]
    [TestCase("this version simulates on this machine alone", "--events-file", "e", "--simulator", "iam")]
    [TestCase("this version simulates on this machine alone", "--events-file", "e", "--simulator", "both")]
    [TestCase("--management-account-role-arn is for live accounts", "--events-file", "e", "--management-account-role-arn", "arn:aws:iam::111111111111:role/r")]
    [TestCase("--cross-account-role-name is for live accounts", "--events-file", "e", "--cross-account-role-name", "r")]
    [TestCase("'html'", "--events-file", "e", "--format", "html")]
    public void Analyze_WhatThisVersionCannotDo_IsWrongUsage(string error, params string[] args) =>
        Build(_ => { }).Parse(["analyze", .. args]).Errors.Select(fault => fault.Message).Should().ContainMatch($"*{error}*");

    private static AnalyzeOptions? Parse(params string[] args)
    {
        AnalyzeOptions? options = null;
        Build(read => options = read).Parse(["analyze", .. args]).Invoke().Should().Be(0);
        return options;
    }

    private static RootCommand Build(Action<AnalyzeOptions> run)
    {
        var globals = new GlobalOptions();
        var root = new RootCommand
        {
            new AnalyzeCommand(new CommandConsole(TextWriter.Null), globals, (options, _) =>
            {
                run(options);
                return Task.FromResult(0);
            }).Build(),
        };
        globals.AddTo(root);
        return root;
    }
}
