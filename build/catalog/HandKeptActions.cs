namespace AccessUndenied.CatalogGenerator;

/// <summary>The actions of hand-kept.txt that the package does not have yet.</summary>
internal static class HandKeptActions
{
    private const string Levels = "lrwtp";

    /// <summary>The package with them.</summary>
    /// <exception cref="GeneratorException">A line names a service that the package does not have, or an action that it has by now.</exception>
    internal static PackageFacts AddTo(PackageFacts facts, string file)
    {
        var services = facts.Services.ToList();
        foreach (var line in File.ReadAllLines(file).Where(line => line.StartsWith("N ", StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var index = colon < 0 ? -1 : services.FindIndex(service => service.Prefix == line[2..colon]);
            if (index < 0)
            {
                throw new GeneratorException($"{file}: '{line}' names no service of the package.");
            }

            foreach (var entry in line[(colon + 2)..].Split("; "))
            {
                services[index] = WithAction(services[index], entry, file);
            }
        }

        return facts with { Services = services };
    }

    private static ServiceFacts WithAction(ServiceFacts service, string entry, string file)
    {
        if (entry.Split(' ') is not [var name, [var level]] || !Levels.Contains(level, StringComparison.Ordinal))
        {
            throw new GeneratorException($"{file}: '{entry}' is not the name of an action and one of the levels {Levels}.");
        }

        if (service.Actions.Any(action => action.Name == name))
        {
            throw new GeneratorException($"{file}: the package has {service.Prefix}:{name} by now; take the line out.");
        }

        return service with { Actions = [.. service.Actions.Append(new(name, level, [], [])).OrderBy(action => action.Name, StringComparer.Ordinal)] };
    }
}
