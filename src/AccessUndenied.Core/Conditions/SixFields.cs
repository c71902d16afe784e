namespace AccessUndenied.Conditions;

/// <summary>What the policy language knows of the names of resources: six fields between colons, of which the last holds the rest (ARN-01).</summary>
internal static class SixFields
{
    /// <summary>How many colons stand between the fields.</summary>
    public const int Colons = 5;

    public static bool AreIn(ReadOnlySpan<char> name) => LastFrom(name) >= 0;

    /// <summary>Where the last field begins; -1 where <paramref name="name"/> has fewer.</summary>
    public static int LastFrom(ReadOnlySpan<char> name)
    {
        var from = 0;
        for (var i = 0; i < Colons; i++)
        {
            var colon = name[from..].IndexOf(':');
            if (colon < 0)
            {
                return -1;
            }

            from += colon + 1;
        }

        return from;
    }

    /// <summary>What stands up to the first slash or colon of the last field, and that too: the bucket of an object, the kind of what is below a kind; -1 where there is none.</summary>
    public static int PlaceEnd(ReadOnlySpan<char> name)
    {
        var from = LastFrom(name);
        var end = from < 0 ? -1 : name[from..].IndexOfAny('/', ':');
        return end < 0 ? -1 : from + end + 1;
    }

    /// <summary>The fields; fewer where <paramref name="name"/> has fewer.</summary>
    public static string[] Of(string name) => name.Split(':', Colons + 1);
}
