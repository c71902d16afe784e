namespace AccessUndenied.CatalogGenerator;

/// <summary>A service as the package describes it, in ordinal order throughout.</summary>
internal sealed record ServiceFacts(
    string Prefix,
    string DisplayName,
    bool SupportsRcp,
    IReadOnlyList<string> Keys,
    IReadOnlyList<TypeFacts> Types,
    IReadOnlyList<ActionFacts> Actions);

/// <summary>A resource type; <paramref name="Arns"/> are whole formats.</summary>
internal sealed record TypeFacts(string Name, IReadOnlyList<string> Arns, IReadOnlyList<string> Keys);

/// <summary>An action; <paramref name="Level"/> is one letter: l, r, w, t or p.</summary>
internal sealed record ActionFacts(string Name, char Level, IReadOnlyList<UseFacts> Uses, IReadOnlyList<string> Keys);

/// <summary>A resource type as an action takes it.</summary>
internal sealed record UseFacts(string Type, bool Required, IReadOnlyList<string> Keys);

/// <summary>All that is taken from the package. <paramref name="Keys"/> maps a condition key to its type code (<c>S</c>, <c>S*</c>, …).</summary>
internal sealed record PackageFacts(
    string Name,
    string Version,
    string UpdatedAt,
    IReadOnlyDictionary<string, string> Keys,
    IReadOnlyList<ServiceFacts> Services);

/// <summary>The input cannot be used; the message says why and what to do.</summary>
internal sealed class GeneratorException(string message) : Exception(message);
