using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Formats;

/// <summary>Parquet files that are not what they say.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ParquetTests
{
    private const int Seed = 17;
    private static readonly string[] s_samples = ["event-json.parquet", "athena.parquet", "security-lake.parquet"];

    [TestCaseSource(nameof(s_samples))]
    public Task ReadAsync_SpoiltFile_IsReadOrRefused(string sample) => SpoilAsync(sample, Seed, 300);

    [TestCaseSource(nameof(s_samples))]
    [Explicit("takes an hour")]
    public Task ReadAsync_ManySpoiltFiles_AreReadOrRefused(string sample) => SpoilAsync(sample, Random.Shared.Next(), 1_000_000);

    [Test]
    public async Task ReadAsync_FooterThatNestsWithoutEnd_IsRefusedAndNotFollowed()
    {
        var footer = new byte[1 << 20];
        Array.Fill(footer, (byte)0x1C);
        byte[] file = [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
        var reading = () => FormatFiles.ReadAsync(file, "x.parquet");
        (await reading.Should().ThrowAsync<CloudTrailFormatException>()).Which.Message.Should().Contain("nests more than 32 deep");
    }

    [TestCase(0)]
    [TestCase(8)]
    [TestCase(1000)]
    public async Task ReadAsync_FileThatEndsEarly_SaysSo(int length)
    {
        var bytes = (await File.ReadAllBytesAsync(Path.Combine(FormatFiles.Folder, s_samples[1])))[..(length + 4)];
        var reading = () => FormatFiles.ReadAsync(bytes, "x.parquet");
        (await reading.Should().ThrowAsync<CloudTrailFormatException>()).Which.Message.Should().Contain("it ends before its footer");
    }

    // The counting law is asked by the reading itself: what comes out and what is skipped is all there is.
    private static async Task SpoilAsync(string sample, int seed, int count)
    {
        var whole = await File.ReadAllBytesAsync(Path.Combine(FormatFiles.Folder, sample));
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var spoilt = random.Next(1, 4); spoilt > 0; spoilt--)
            {
                // The directory is at the end, and half of the faults are there.
                var at = random.Next(2) == 0 ? random.Next(4, bytes.Length) : bytes.Length - 9 - random.Next(Math.Min(bytes.Length - 13, 2000));
                bytes[at] = (byte)random.Next(256);
            }

            try
            {
                await FormatFiles.ReadAsync(bytes, "x.parquet");
            }
            catch (CloudTrailFormatException)
            {
                // Nothing of it is CloudTrail any more, and that was said.
            }
        }
    }
}
