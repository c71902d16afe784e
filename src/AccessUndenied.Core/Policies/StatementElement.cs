using System.Text.Json.Serialization;

namespace AccessUndenied.Policies;

/// <summary>The element of a statement that kept it from applying.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StatementElement>))]
public enum StatementElement
{
    /// <summary>None: the statement applies.</summary>
    None,

    /// <summary><c>Action</c> or <c>NotAction</c>.</summary>
    Action,

    /// <summary><c>Resource</c> or <c>NotResource</c>.</summary>
    Resource,

    /// <summary><c>Principal</c> or <c>NotPrincipal</c>.</summary>
    Principal,

    /// <summary>A condition.</summary>
    Condition,

    /// <summary>The statement as a whole: it breaks the grammar.</summary>
    Grammar,
}
