using System.Text;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Tests.Fuzzing;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Checkpoints;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Tests;

/// <summary>Files of the command's own, spoilt: each is read, or refused with its path.</summary>
public sealed class SpoiltFileTests
{
    private const int Seed = 20260104;
    private const int Configs = 3_000;
    private const int Databases = 150;

    private const string Config = """
        # shared by all
        snapshot = ~/policies/snapshot.json
        format = "text"

        [analyze]
        cross-account-role-name = Auditor
        exit-code = 3
        """;

    [Test]
    public void ConfigFile_Spoilt_IsReadOrRefusedWithItsPath()
    {
        using var folder = new TemporaryFolder();
        var mutations = new InputMutations(Seed);
        for (var i = 0; i < Configs; i++)
        {
            var path = folder.Write("config", mutations.Next([new("config", Encoding.UTF8.GetBytes(Config))]).Bytes);
            try
            {
                ConfigFile.Read(path).Settings.Should().NotContain(setting => setting.Name.Length == 0);
            }
            catch (Exception exception) when (exception is CommandFailedException or WrongUsageException)
            {
                exception.Message.Should().Contain(path);
            }
        }
    }

    [Test]
    public async Task Checkpoint_Spoilt_IsReadOrRefusedWithItsPath()
    {
        using var folder = new TemporaryFolder();
        var seed = await CheckpointAsync(Path.Combine(folder.Path, "whole"));
        var mutations = new InputMutations(Seed);
        for (var i = 0; i < Databases; i++)
        {
            // Under one name the parts that SQLite keeps beside a file would be another one's.
            var path = folder.Write($"c{i}.db", mutations.Next([new("c.db", seed)]).Bytes);
            try
            {
                await using var checkpoint = SqliteCheckpoint.Open(path);
                if (await checkpoint.FindAsync(new Source(), CancellationToken.None) is { } kept)
                {
                    await foreach (var _ in kept.Findings)
                    {
                        // To their end.
                    }
                }

                await checkpoint.BeginAsync(new Source(), CancellationToken.None);
                await checkpoint.CompleteAsync(new byte[] { 1 }, CancellationToken.None);
            }
            catch (CommandFailedException exception)
            {
                exception.Message.Should().Contain(path);
            }
        }
    }

    private static async Task<byte[]> CheckpointAsync(string path)
    {
        await using (var checkpoint = SqliteCheckpoint.Open(path))
        {
            await checkpoint.BeginAsync(new Source(), CancellationToken.None);
            await checkpoint.AddAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);
            await checkpoint.CompleteAsync(Encoding.UTF8.GetBytes("{}"), CancellationToken.None);
        }

        return await File.ReadAllBytesAsync(path);
    }

    private sealed class Source : TrailObject
    {
        public override string Name => "a.json";

        public override string? Stamp => "1";

        public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => new(Stream.Null);
    }
}
