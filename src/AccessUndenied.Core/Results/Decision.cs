using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>What a layer or a whole evaluation decides.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(DecisionConverter))]
public enum Decision
{
    /// <summary>Something allows and nothing denies.</summary>
    Allowed,

    /// <summary>Nothing denies and nothing allows.</summary>
    ImplicitDeny,

    /// <summary>A statement denies.</summary>
    ExplicitDeny,

    /// <summary>It hangs on something that is not known.</summary>
    Indeterminate,
}
