namespace AccessUndenied.Aws.Catalog;

/// <summary>The hand-kept lines: event sources, calls with an action of another name, rules, members of ARN variables.</summary>
internal sealed class OperationKnowledge
{
    private readonly NameTable<string[]> _prefixesByLabel;
    private readonly NameTable<NameTable<RenamedCall>> _renamedByPrefix;
    private readonly NameTable<List<OperationRule>> _rulesByPrefix;
    private readonly NameTable<NameTable<string[]>> _membersByPrefix;

    internal OperationKnowledge(CatalogText text)
    {
        _prefixesByLabel = new(LinesOf(text.Events));
        for (var cursor = new CatalogCursor(text.Events.Span); cursor.NextLine();)
        {
            _prefixesByLabel.Add(cursor.Text(), cursor.Words());
        }

        _renamedByPrefix = new(LinesOf(text.Exceptions));
        for (var cursor = new CatalogCursor(text.Exceptions.Span); cursor.NextLine();)
        {
            var prefix = cursor.Text();
            Of(_renamedByPrefix, prefix, static () => new(32)).Add(cursor.Text(), new RenamedCall(prefix, cursor.Words()));
        }

        _rulesByPrefix = new(LinesOf(text.Rules));
        for (var cursor = new CatalogCursor(text.Rules.Span); cursor.NextLine();)
        {
            Of(_rulesByPrefix, cursor.Text(), static () => []).Add(new OperationRule(cursor.Text(), cursor.Text()));
        }

        _membersByPrefix = new(LinesOf(text.Members));
        for (var cursor = new CatalogCursor(text.Members.Span); cursor.NextLine();)
        {
            Of(_membersByPrefix, cursor.Text(), static () => new(16)).Add(cursor.Text(), cursor.Words());
        }
    }

    internal IReadOnlyList<string>? PrefixesOf(ReadOnlySpan<char> label) => _prefixesByLabel.Find(label);

    internal IReadOnlyList<string>? MembersOf(ReadOnlySpan<char> prefix, ReadOnlySpan<char> variable) =>
        _membersByPrefix.Find(prefix)?.Find(variable);

    internal OperationActions? Renamed(CatalogService service, ReadOnlySpan<char> operation, ServiceIndex services) =>
        _renamedByPrefix.Find(service.Prefix)?.Find(operation)?.Actions(services);

    /// <summary>The first action that a rule for <paramref name="prefix"/> (<c>*</c>: for every service) makes.</summary>
    internal CatalogAction? ByRule(string prefix, ReadOnlySpan<char> operation, CatalogService service)
    {
        var rules = _rulesByPrefix.Find(prefix);
        for (var i = 0; i < rules?.Count; i++)
        {
            if (rules[i].Apply(operation, service) is { } action)
            {
                return action;
            }
        }

        return null;
    }

    private static int LinesOf(ReadOnlyMemory<byte> lines) => lines.Span.Count((byte)'\n');

    private static T Of<T>(NameTable<T> table, string prefix, Func<T> create)
        where T : class
    {
        if (table.Find(prefix) is not { } value)
        {
            value = create();
            table.Add(prefix, value);
        }

        return value;
    }

    private sealed class RenamedCall(string prefix, string[] names)
    {
        private OperationActions? _actions;

        internal OperationActions Actions(ServiceIndex services) => _actions ??= Resolve(services);

        private OperationActions Resolve(ServiceIndex services) =>
            new(Array.ConvertAll(names, name => Resolve(name, services)), OperationMatch.Exception);

        // The generator has checked that every action is there.
        private CatalogAction Resolve(string name, ServiceIndex services)
        {
            var service = services.Find(ActionName.TrySplit(name, out var own, out _) ? own : prefix);
            return service?.FindAction(ActionName.NameOf(name)) ?? throw new InvalidDataException(CatalogText.Damaged);
        }
    }
}
