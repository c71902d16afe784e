namespace AccessUndenied.Remediations.Opening;

/// <summary>Puts parts in their order and leaves out those that others include.</summary>
internal static class OpenedParts
{
    // Beyond this comparing each with each costs more than it tells.
    private const int MostCompared = 200;

    public static List<OpenedPart> Distinct(List<OpenedPart> parts)
    {
        if (parts.Count > MostCompared)
        {
            return parts;
        }

        var kept = new List<OpenedPart>();
        foreach (var part in parts)
        {
            if (kept.Exists(other => Covers(other, part)))
            {
                continue;
            }

            kept.RemoveAll(other => Covers(part, other));
            kept.Add(part);
        }

        return [.. kept.OrderBy(part => part.To)];
    }

    // Those of a group are the caller, too; what holds with fewer ifs says more.
    private static bool Covers(OpenedPart part, OpenedPart other) =>
        (part.Principal == other.Principal || (part.To is OpenedTo.CallerAndOthers or OpenedTo.Caller && other.To is OpenedTo.Session or OpenedTo.Caller))
        && (part.To >= OpenedTo.CallerAndOthers || part.Box.Notes.All(other.Box.Notes.Contains)) && part.Includes(other);
}
