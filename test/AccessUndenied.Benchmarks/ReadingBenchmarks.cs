using AccessUndenied.Aws.Events;
using AccessUndenied.Benchmarks.Reading;
using BenchmarkDotNet.Attributes;

namespace AccessUndenied.Benchmarks;

/// <summary>Reading 256 MB of CloudTrail with 1 % denials; the goal is at most twice the time of the bare pass.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private string _path = "";

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void WriteFile()
    {
        _path = Path.GetTempFileName();
        TrailFile.Write(_path, 256L * 1024 * 1024);
    }

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public void DeleteFile() => File.Delete(_path);

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public long BareJsonReader() => BareJsonPass.CountTokens(_path);

    /// <summary>All events of the file.</summary>
    [Benchmark]
    public async Task<long> DeniedEvents()
    {
        var summary = new ReadSummary();
        await foreach (var _ in CloudTrailReader.ReadPathAsync(_path, new CloudTrailReaderOptions(), summary))
        {
        }

        return summary.Denied;
    }
}
