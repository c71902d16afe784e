using System.Text.Json;
using AccessUndenied.Benchmarks.Reading;

namespace AccessUndenied.Benchmarks.Processes;

/// <summary>The yardsticks as processes of their own: what a program takes that only reads the tokens, or only parses the document.</summary>
internal static class BareRun
{
    internal static void Run(string[] args)
    {
        switch (args)
        {
            case ["pass", var path]:
                BareJsonPass.CountTokens(path);
                break;
            case ["document", var path]:
                JsonDocument.Parse(File.ReadAllBytes(path)).Dispose();
                break;
            default:
                // Nothing but the start.
                break;
        }
    }
}
