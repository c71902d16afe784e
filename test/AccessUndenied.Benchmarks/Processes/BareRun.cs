using System.Text.Json;
using AccessUndenied.Benchmarks.Reading;

namespace AccessUndenied.Benchmarks.Processes;

/// <summary>The yardsticks as processes of their own: what a program takes that only reads the tokens, or only parses the document.</summary>
internal static class BareRun
{
    internal static async Task RunAsync(string[] args)
    {
        switch (args)
        {
            case ["pass", var path]:
                BareJsonPass.CountTokens(path);
                break;
            case ["document", var path]:
                JsonDocument.Parse(File.ReadAllBytes(path)).Dispose();
                break;
            case ["packed", var folder]:
                TrailReading.ReadBare(folder);
                break;
            case ["folder", var folder]:
                await TrailReading.ReadFolderAsync(folder);
                break;
            case ["bucket", var url]:
                await TrailReading.ReadBucketAsync(url);
                break;
            case ["serve", var folder]:
                await TrailReading.ServeAsync(folder);
                break;
            default:
                // Nothing but the start.
                break;
        }
    }
}
