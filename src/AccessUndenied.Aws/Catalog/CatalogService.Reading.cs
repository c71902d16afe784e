namespace AccessUndenied.Aws.Catalog;

/// <remarks>
/// Shape of a service's part of the text: a line with the counts of resource types and actions and the numbers of the
/// service's condition keys; the resource types (name, ARN formats, keys); the actions (name, level, resource types, keys).
/// Lists are parted by dots, ARN formats by blanks. A key is its place in the service's list, a resource type its place
/// among the types: <c>3</c>, <c>3*</c> when required, <c>3*:0:2</c> with the keys 0 and 2. In ARN formats
/// <c>arn:${Partition}:</c> is left out, <c>^</c> is <c>${Region}</c> and <c>@</c> is <c>${Account}</c>.
/// </remarks>
public sealed partial class CatalogService
{
    internal CatalogService(string prefix, string displayName, bool supportsRcp, ReadOnlySpan<byte> part, ConditionKeyTable keys)
    {
        Prefix = prefix;
        DisplayName = displayName;
        SupportsResourceControlPolicies = supportsRcp;

        var cursor = new CatalogCursor(part);
        cursor.NextLine();
        var types = new CatalogResourceType[cursor.Number()];
        var actions = new CatalogAction[cursor.Number()];
        var own = ReadOwnKeys(cursor.Field(), keys);
        ConditionKeys = own;

        for (var i = 0; i < types.Length && cursor.NextLine(); i++)
        {
            types[i] = new(cursor.Text(), ReadArnTemplates(cursor.Text()), ReadKeys(cursor.Field(), (byte)'.', own));
        }

        ResourceTypes = types;
        _actionsByName = new(actions.Length);

        // Most uses of a type carry no keys of their own: those are shared by all actions.
        var shared = new ActionResourceType?[types.Length * 2];
        for (var i = 0; i < actions.Length && cursor.NextLine(); i++)
        {
            var action = new CatalogAction(
                prefix,
                cursor.Text(),
                LevelOf(cursor.Field()),
                ReadUses(cursor.Field(), types, own, shared),
                ReadKeys(cursor.Field(), (byte)'.', own));
            actions[i] = action;
            _actionsByName.Add(action.Name, action);
        }

        Actions = actions;
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

    private static ActionResourceType[] ReadUses(
        ReadOnlySpan<byte> list, CatalogResourceType[] types, CatalogConditionKey[] own, ActionResourceType?[] shared)
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
            var type = At(types, required ? number[..^1] : number, out var index);
            uses[i] = use.IsEmpty
                ? shared[(index * 2) + (required ? 1 : 0)] ??= new(type, required, [])
                : new(type, required, ReadKeys(use, (byte)':', own));
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

    private static T At<T>(T[] items, ReadOnlySpan<byte> number) => At(items, number, out _);

    private static T At<T>(T[] items, ReadOnlySpan<byte> number, out int index)
    {
        index = CatalogCursor.ToNumber(number);
        return (uint)index < (uint)items.Length ? items[index] : throw new InvalidDataException(CatalogText.Damaged);
    }
}
