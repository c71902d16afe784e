namespace AccessUndenied.Policies;

/// <summary>A policy document with its name and the place where it is attached.</summary>
public sealed record AttachedPolicy
{
    /// <summary>Its name; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its identifier, such as an ARN; null for inline policies and others that have none.</summary>
    public string? Id { get; init; }

    /// <summary>The document; null when its text cannot be read.</summary>
    public required PolicyDocument? Document { get; init; }

    /// <summary>Why <see cref="Document"/> is null, with the place; null otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>What it is attached to: the ARN of a user, role, group or resource, or the id of a node of the organization.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>The name of what it is attached to, for people; null when it has none.</summary>
    public string? AttachedToName { get; init; }

    /// <summary>Where it is kept.</summary>
    public PolicyOrigin Origin { get; init; }

    /// <summary>Where the document was found if not where policies are kept now, in words; null otherwise.</summary>
    /// <remarks>Such a document is as it was when a request was refused, perhaps shortened: it explains that refusal, and no change is made of it.</remarks>
    public string? FoundIn { get; internal init; }

    /// <summary>The id of its oldest version that is not in force, where it has as many versions as it may have; null where there is room, and where that is not known.</summary>
    public string? SpareVersion { get; init; }

    /// <summary>Whether it is attached to nothing but <see cref="AttachedTo"/>, so that a change of it is a change for that alone; false where that is not known.</summary>
    /// <remarks>Only said of policies that could be attached to several: what is part of its holder is its holder's alone anyway.</remarks>
    public bool IsAttachedOnce { get; init; }

    /// <summary>Whether an account named as a principal stands for its root user alone, and not for everybody in it.</summary>
    /// <remarks>
    /// The policies of AWS's gateway endpoints are read so:
    /// <see href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html">"Principals for gateway endpoints"</see>.
    /// </remarks>
    public bool AccountNamesRootAlone { get; init; }

    /// <summary>When it was changed last, in UTC; null when that is not known.</summary>
    public DateTimeOffset? LastModified { get; init; }
}
