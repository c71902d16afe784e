namespace AccessUndenied.Policies;

/// <summary>Makes an attached policy of what JSON tells of one.</summary>
internal static class PolicyReference
{
    public static AttachedPolicy To(string? name, string? id, string? attachedTo, string? attachedToName) => new()
    {
        Name = name ?? "",
        Id = id,
        Document = null,
        Problem = PolicyMessages.DocumentNotInReport,
        AttachedTo = attachedTo,
        AttachedToName = attachedToName,
    };
}
