using System.Text.Json.Serialization;

namespace AccessUndenied.Requests;

/// <summary>How sure a finding is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Certainty>))]
public enum Certainty
{
    /// <summary>A guess: the best that could be found.</summary>
    Guess,

    /// <summary>Derived from data that usually holds.</summary>
    Likely,

    /// <summary>Said by the provider itself or by exact data.</summary>
    Certain,
}
