namespace AccessUndenied.Aws.Requests;

/// <summary>A variable in the format of one resource type, for one call.</summary>
internal readonly struct VariablePlace
{
    internal required TemplateVariable Variable { get; init; }

    /// <summary>The hand-kept request members of the variable; null when there are none.</summary>
    internal required IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>The resource type's name, folded.</summary>
    internal required string Type { get; init; }

    internal required string TypeStem { get; init; }

    /// <summary>Whether it is the format's last variable, the one that names the resource itself.</summary>
    internal required bool IsLast { get; init; }

    /// <summary>Whether the format has no other variable.</summary>
    internal required bool IsOnlyVariable { get; init; }

    /// <summary>Whether the call is about this type.</summary>
    internal required bool IsAbout { get; init; }

    /// <summary>Whether the action takes no other type.</summary>
    internal required bool IsOnlyType { get; init; }

    /// <summary>Whether the call makes the resource, so that its id does not exist yet.</summary>
    internal required bool IsCreated { get; init; }

    /// <summary>Whether the call may be about one that exists all the same, which it then names: what is started may have been there before.</summary>
    internal required bool MayExist { get; init; }
}
