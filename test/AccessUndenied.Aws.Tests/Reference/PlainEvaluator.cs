using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>AWS authorization straight from the rules: slow, plain, and independent of the product.</summary>
internal static class PlainEvaluator
{
    private static readonly bool[] s_both = [false, true];

    internal static PlainResult Evaluate(JsonObject request)
    {
        // An element shows members that occur twice (GRAM-07), which a node cannot.
        using var document = JsonDocument.Parse(request.ToJsonString());
        try
        {
            return Evaluate(new PlainRequest(document.RootElement));
        }
        catch (PlainInputException unreadable)
        {
            return PlainResult.Failed(unreadable.Message);
        }
    }

    private static PlainResult Evaluate(PlainRequest request)
    {
        var layers = new PlainLayers(request);
        if (NeedsNoPermission(request))
        {
            return new PlainResult("allowed", "Allowed", null, new Dictionary<string, string>());
        }
        // GRAM-16: the verdict for each outcome of the malformed statements.
        var verdicts = s_both.SelectMany(allows => s_both.Select(denies => Verdict(request, layers, allows, denies))).Distinct().ToList();
        if (verdicts.Count > 1)
        {
            return PlainResult.Failed("the verdict hangs on a malformed statement");
        }
        // The text names what fails in any case, so everything uncertain is taken in the caller's favor.
        var favorable = new PlainWorld(UnknownAllows: true, UnknownDenies: false, MalformedAllows: true, MalformedDenies: false);
        var assessment = verdicts[0] == "indeterminate" ? null : new PlainDecision(request, layers, favorable).Decide().Assessment;
        return new PlainResult(verdicts[0], assessment, null, layers.All.ToDictionary(layer => layer.Name, layer => layer.Decision));
    }

    // ANL-02: the decision that all outcomes of the uncertain statements share.
    private static string Verdict(PlainRequest request, PlainLayers layers, bool malformedAllows, bool malformedDenies)
    {
        var decisions = s_both.SelectMany(allows => s_both.Select(denies =>
            new PlainDecision(request, layers, new PlainWorld(allows, denies, malformedAllows, malformedDenies)).Decide().Decision));
        var distinct = decisions.Distinct().ToList();
        return distinct.Count == 1 ? distinct[0] : "indeterminate";
    }

    // DEP-01
    private static bool NeedsNoPermission(PlainRequest request) =>
        request.Caller.Kind != PlainCallerKind.Anonymous
        && request.Service == "sts"
        && request.ActionName.ToUpperInvariant() is "GETCALLERIDENTITY" or "GETSESSIONTOKEN";
}
