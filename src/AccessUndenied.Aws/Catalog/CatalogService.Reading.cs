namespace AccessUndenied.Aws.Catalog;

/// <remarks>
/// Shape of a service's part of the text: a line with the counts of resource types and actions and the numbers of the
/// service's condition keys; the resource types (name, ARN formats, keys); the actions (name, level, resource types, keys).
/// Lists are parted by dots, ARN formats by blanks. A key is its place in the service's list, a resource type its place
/// among the types: <c>3</c>, <c>3*</c> when required, <c>3*:0:2</c> with the keys 0 and 2. In ARN formats
/// <c>arn:${Partition}:</c> is left out, <c>^</c> is <c>${Region}</c> and <c>@</c> is <c>${Account}</c>.
/// </remarks>
internal sealed partial class CatalogService
{
    internal CatalogService(CatalogPart part, CatalogText text, Lazy<ConditionKeyTable> keys)
    {
        Prefix = part.Prefix;
        DisplayName = part.DisplayName;
        SupportsResourceControlPolicies = part.SupportsRcp;
        _part = part;
        _text = text;
        _keys = keys;

        var cursor = new CatalogCursor(Text);
        cursor.NextLine();
        var types = cursor.Number();
        var actions = new CatalogAction[cursor.Number()];
        for (var i = 0; i < types; i++)
        {
            cursor.NextLine();
        }

        _actionsByName = new(actions.Length);
        for (var i = 0; i < actions.Length; i++)
        {
            var line = cursor.Position;
            cursor.NextLine();
            actions[i] = new CatalogAction(this, cursor.Text(), LevelOf(cursor.Field()), cursor.Field().IsEmpty, line);
            _actionsByName.Add(actions[i].Name, actions[i]);
        }

        Actions = actions;
    }

    private ReadOnlySpan<byte> Text => _text.TextOf(_part);

    // Two threads may read it; either of the equal results may stay.
    private Vocabulary Words => Volatile.Read(ref _vocabulary) ?? (_vocabulary = ReadVocabulary());

    internal CatalogAction.ActionDetail ReadDetail(int line)
    {
        var words = Words;
        var cursor = new CatalogCursor(Text[line..]);
        cursor.NextLine();
        cursor.Field();
        cursor.Field();
        var uses = ReadUses(cursor.Field(), words);
        return new(uses, ReadKeys(cursor.Field(), (byte)'.', words.Keys));
    }

    private Vocabulary ReadVocabulary()
    {
        var cursor = new CatalogCursor(Text);
        cursor.NextLine();
        var types = new CatalogResourceType[cursor.Number()];
        cursor.Field();
        var keys = ReadOwnKeys(cursor.Field(), _keys.Value);
        for (var i = 0; i < types.Length && cursor.NextLine(); i++)
        {
            types[i] = new(cursor.Text(), ReadArnTemplates(cursor.Text()), ReadKeys(cursor.Field(), (byte)'.', keys));
        }

        return new(types, keys);
    }

    private static CatalogConditionKey[] ReadOwnKeys(ReadOnlySpan<byte> list, ConditionKeyTable keys)
    {
        var own = new CatalogConditionKey[CountOf(list, (byte)'.')];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = keys[CatalogCursor.ToNumber(CatalogCursor.Next(ref list, (byte)'.'))];
        }

        return own;
    }

    private static CatalogConditionKey[] ReadKeys(ReadOnlySpan<byte> list, byte separator, CatalogConditionKey[] own)
    {
        if (list.IsEmpty)
        {
            return [];
        }

        var keys = new CatalogConditionKey[CountOf(list, separator)];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = At(own, CatalogCursor.Next(ref list, separator));
        }

        return keys;
    }

    private static ActionResourceType[] ReadUses(ReadOnlySpan<byte> list, Vocabulary words)
    {
        if (list.IsEmpty)
        {
            return [];
        }

        var uses = new ActionResourceType[CountOf(list, (byte)'.')];
        for (var i = 0; i < uses.Length; i++)
        {
            var use = CatalogCursor.Next(ref list, (byte)'.');
            var number = CatalogCursor.Next(ref use, (byte)':');
            var required = !number.IsEmpty && number[^1] == '*';
            uses[i] = new(At(words.Types, required ? number[..^1] : number), required, ReadKeys(use, (byte)':', words.Keys));
        }

        return uses;
    }

    private static string[] ReadArnTemplates(string list)
    {
        var templates = list.Split(' ');
        for (var i = 0; i < templates.Length; i++)
        {
            templates[i] = "arn:${Partition}:" + templates[i]
                .Replace("^", "${Region}", StringComparison.Ordinal)
                .Replace("@", "${Account}", StringComparison.Ordinal);
        }

        return templates;
    }

    private static AccessLevel LevelOf(ReadOnlySpan<byte> code) => code switch
    {
        [(byte)'l'] => AccessLevel.List,
        [(byte)'r'] => AccessLevel.Read,
        [(byte)'w'] => AccessLevel.Write,
        [(byte)'t'] => AccessLevel.Tagging,
        [(byte)'p'] => AccessLevel.PermissionsManagement,
        _ => throw new InvalidDataException(CatalogText.Damaged),
    };

    private static int CountOf(ReadOnlySpan<byte> list, byte separator) => list.IsEmpty ? 0 : list.Count(separator) + 1;

    private static T At<T>(T[] items, ReadOnlySpan<byte> number)
    {
        var index = CatalogCursor.ToNumber(number);
        return (uint)index < (uint)items.Length ? items[index] : throw new InvalidDataException(CatalogText.Damaged);
    }

    /// <summary>What the actions' lines refer to by number.</summary>
    private sealed record Vocabulary(CatalogResourceType[] Types, CatalogConditionKey[] Keys);
}
