using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.CatalogGenerator;

/// <summary>Compares a packed catalog, as the product's reader sees it, with the facts and with the version before.</summary>
internal static class ReadBack
{
    private const double TolerableLoss = 0.02;

    /// <summary>Fails unless every fact reads back as it was.</summary>
    internal static void Verify(ActionCatalog catalog, PackageFacts facts)
    {
        Same("services", catalog.Services, facts.Services.Select(service => service.Prefix));
        foreach (var (key, code) in facts.Keys)
        {
            var found = catalog.FindConditionKey(key);
            Same(key, [$"{found?.Name} {(found?.IsMultivalued == true ? "*" : "")}"], [$"{key} {code[1..]}"]);
        }

        foreach (var service in facts.Services)
        {
            var read = catalog.FindService(service.Prefix)!;
            Same(service.Prefix, read.ConditionKeys.Select(key => key.Name), service.Keys);
            Same(service.Prefix, read.ResourceTypes.Select(Line), service.Types.Select(Line));
            Same(service.Prefix, read.Actions.Select(Line), service.Actions.Select(Line));
            foreach (var action in service.Actions)
            {
                Same(service.Prefix, [catalog.FindAction(service.Prefix + ":" + action.Name.ToUpperInvariant())?.Name ?? ""], [action.Name]);
            }
        }
    }

    /// <summary>Fails if too many of the actions of <paramref name="before"/> are gone.</summary>
    internal static void CompareWith(ActionCatalog before, ActionCatalog now)
    {
        var gone = before.Services
            .SelectMany(prefix => before.FindService(prefix)!.Actions)
            .Where(action => now.FindAction(action.Service, action.Name) is null)
            .Select(action => action.FullName)
            .ToList();
        if (gone.Count > 0)
        {
            Console.WriteLine($"note: gone since {before.Origin.Version}: {string.Join(", ", gone)}");
        }

        if (gone.Count > TolerableLoss * before.Origin.Actions)
        {
            throw new GeneratorException(
                $"{gone.Count} of {before.Origin.Actions} actions of version {before.Origin.Version} are gone, more than {TolerableLoss:P0}. "
                + "If that is right, delete catalog.br and run again.");
        }
    }

    private static string Line(CatalogResourceType type) => $"{type.Name} {string.Join(' ', type.ArnTemplates)} {string.Join(' ', type.ConditionKeys)}";

    private static string Line(TypeFacts type) => $"{type.Name} {string.Join(' ', type.Arns)} {string.Join(' ', type.Keys)}";

    private static string Line(CatalogAction action) =>
        $"{action.Name} {LevelOf(action.AccessLevel)} {string.Join(' ', action.ConditionKeys)} / "
        + string.Join(", ", action.ResourceTypes.Select(use => $"{use.Name} {use.Required} {string.Join(' ', use.ConditionKeys)}"));

    private static string Line(ActionFacts action) =>
        $"{action.Name} {action.Level} {string.Join(' ', action.Keys)} / "
        + string.Join(", ", action.Uses.Select(use => $"{use.Type} {use.Required} {string.Join(' ', use.Keys)}"));

    private static char LevelOf(AccessLevel level) => char.ToLowerInvariant(level.ToString()[0]);

    private static void Same(string what, IEnumerable<string> read, IEnumerable<string> facts)
    {
        if (!read.SequenceEqual(facts, StringComparer.Ordinal))
        {
            throw new GeneratorException($"{what}: what was written does not read back as it was. Writer and reader disagree.");
        }
    }
}
