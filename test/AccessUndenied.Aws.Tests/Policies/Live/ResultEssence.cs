using AccessUndenied.Aws.Requests;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>What has to be the same of a result, wherever its policies came from.</summary>
internal static class ResultEssence
{
    /// <summary>All but the words of why something could not be read, and that live analysis alone tries to have a message decoded.</summary>
    public static string Of(AnalysisResult result)
    {
        var evidence = result.Evidence;
        var unavailable = evidence.Unavailable.Where(item => item.Kind != EvidenceKind.AuthorizationMessage).Select(item => $"{item.Layer} {item.What}");
        var isComplete = evidence.Complete || evidence.Notes.Any(note => note.Id == RequestMessages.EncodedMessage.Id);
        return string.Join(
            '\n', [JsonReport.ToJson(result with { Evidence = new Evidence(evidence) { Complete = isComplete, Unavailable = [] } }), .. unavailable.Order(StringComparer.Ordinal)]);
    }
}
