using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Requests;

/// <summary>The call as the search for its resource sees it.</summary>
internal readonly struct CalledOperation
{
    private static readonly string[] s_creatingVerbs = ["Create", "Run", "Allocate", "Request", "Copy", "Import", "Submit", "Start"];

    // DEP-05: launching an instance also makes its volumes and network interfaces.
    private static readonly string[] s_launched = ["instance", "volume", "networkinterface"];

    private const string Request = "Request";

    private readonly bool _launches;

    // What RequestSpotFleet makes is a spot-fleet-request.
    private readonly string? _requested;

    internal CalledOperation(CatalogAction action, string eventName)
    {
        Action = action;
        IsCreation = Array.Exists(s_creatingVerbs, verb => eventName.StartsWith(verb, StringComparison.Ordinal));
        IsStart = eventName.StartsWith("Start", StringComparison.Ordinal) || eventName == "CopyDistribution";
        _requested = eventName.StartsWith(Request, StringComparison.Ordinal) ? FoldedName.Of(eventName[Request.Length..] + Request) : null;
        _launches = eventName == "RunInstances";
        var noun = 1;
        while (noun < eventName.Length && !char.IsAsciiLetterUpper(eventName[noun]))
        {
            noun++;
        }

        Noun = FoldedName.Stem(FoldedName.Of(eventName[Math.Min(noun, eventName.Length)..])).ToString();
    }

    internal CatalogAction Action { get; }

    internal bool IsCreation { get; }

    /// <summary>Whether the call starts something, which it may make, as a query, or which is there, as an instance, or copies CloudFront's <c>primaryDistributionId</c>.</summary>
    internal bool IsStart { get; }

    /// <summary>What the call is about: <c>DescribeClusters</c> is about <c>cluster</c>.</summary>
    internal string Noun { get; }

    internal bool IsAbout(string foldedType) =>
        Noun.Length > 2
        && (Noun.Contains(foldedType, StringComparison.Ordinal) || foldedType.Contains(Noun, StringComparison.Ordinal));

    /// <summary>Whether the call makes a resource of this very type, whose id nobody knows yet.</summary>
    internal bool Creates(string foldedType) =>
        (IsCreation && Noun.Length > 3 && FoldedName.Stem(foldedType).EndsWith(Noun)) || (IsCreation && FoldedName.Stem(foldedType).SequenceEqual(Noun))
            || foldedType == _requested || (_launches && Array.IndexOf(s_launched, foldedType) >= 0);
}
