namespace AccessUndenied.Packages.Tests;

/// <summary>A newcomer who follows the page, word for word.</summary>
public sealed class GettingStartedTests
{
    private const string Command = "$ ";

    [Test]
    public async Task GettingStarted_FollowedToTheLetter_ExplainsAFirstEvent()
    {
        var folder = PackedRepository.NewUserFolder("getting-started");
        string? file = null;
        List<string>? block = null;
        var outputs = 0;
        foreach (var line in RepositoryFiles.Page("getting-started.md"))
        {
            if (block is null)
            {
                block = line.StartsWith("```", StringComparison.Ordinal) ? [line] : null;
                file = line is ['`', .. var name, '`', ':'] ? name : block is null ? null : file;
            }
            else if (line != "```")
            {
                block.Add(line);
            }
            else
            {
                outputs += await FollowAsync(folder, file, block);
                block = null;
            }
        }

        outputs.Should().BePositive("the page shows what the program prints");
    }

    // How many outputs were compared.
    private static async Task<int> FollowAsync(string folder, string? file, List<string> block)
    {
        if (block[0] == "```console")
        {
            return await RunAsync(folder, block);
        }

        // The feed of the page is a folder beside the project; that of the tests is named already.
        if (file is not null and not "nuget.config")
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, file), block.Skip(1));
        }

        return 0;
    }

    private static async Task<int> RunAsync(string folder, List<string> block)
    {
        var output = "";
        var compared = 0;
        foreach (var line in block.Skip(1))
        {
            if (!line.StartsWith(Command, StringComparison.Ordinal))
            {
                output.Should().Contain(line, because: "the page shows it");
                compared++;
                continue;
            }

            var words = line[Command.Length..].Split(' ');
            words[0].Should().Be("dotnet");
            string[] version = words is [_, "add", "package", ..] ? ["--version", PackedRepository.Version] : [];
            output = await ShellCommand.SucceedAsync(folder, words[0], [.. words[1..], .. version]);
        }

        return compared;
    }
}
