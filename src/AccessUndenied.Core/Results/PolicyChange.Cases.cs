using System.Text.Json.Serialization;
using AccessUndenied.Json;
using AccessUndenied.Policies;

namespace AccessUndenied.Results;

/// <content>The cases.</content>
public abstract partial record PolicyChange
{
    /// <summary>The same change of another statement; itself where none is replaced.</summary>
    internal PolicyChange Replacing(Statement? statement) => (this, statement) switch
    {
        (WidenAllow widened, { }) => widened with { Statement = statement },
        (NarrowDeny narrowed, { }) => narrowed with { Statement = statement },
        _ => this,
    };

    /// <summary>Statements are added: to <see cref="Policy"/>, or as a new policy where that is null.</summary>
    [JsonConverter(typeof(ResultConverter))]
    [ConvertedBy(typeof(PolicyChangeConverter))]
    public sealed record AddStatements : PolicyChange;

    /// <summary>A policy of the provider is attached again as it is, such as one that allows all at a level of an organization.</summary>
    /// <remarks>Nothing new is written: <see cref="Json"/> is what that policy says. Read back from JSON, which does not tell, it is an <see cref="AddStatements"/>.</remarks>
    [JsonConverter(typeof(ResultConverter))]
    [ConvertedBy(typeof(PolicyChangeConverter))]
    public sealed record AttachPolicy : PolicyChange
    {
        /// <summary>The policy that is attached.</summary>
        public required AttachedPolicy Attached { get; init; }
    }

    /// <summary>An Allow becomes wider.</summary>
    [JsonConverter(typeof(ResultConverter))]
    [ConvertedBy(typeof(PolicyChangeConverter))]
    public sealed record WidenAllow : PolicyChange
    {
        /// <summary>The statement that is replaced, as it was.</summary>
        public required Statement Statement { get; init; }
    }

    /// <summary>A Deny becomes narrower.</summary>
    [JsonConverter(typeof(ResultConverter))]
    [ConvertedBy(typeof(PolicyChangeConverter))]
    public sealed record NarrowDeny : PolicyChange
    {
        /// <summary>The statement that is replaced, as it was.</summary>
        public required Statement Statement { get; init; }

        /// <summary>The condition key by which it exempts more; null where it is narrowed otherwise, or was read back from JSON.</summary>
        public string? ExemptedKey { get; internal init; }

        /// <summary>Whether it exempts everybody of whom <see cref="ExemptedKey"/> has the value, and not the caller alone; false where it was read back from JSON.</summary>
        public bool IsForEverybody { get; internal init; }

        /// <summary>Whether it denies nothing to anybody any more, since it speaks of the exempted caller alone; false where it was read back from JSON.</summary>
        public bool MakesVoid { get; internal init; }

        /// <summary>What the Deny no longer denies, where it gives up more than the request; null elsewhere.</summary>
        public string? Frees { get; internal init; }
    }
}
