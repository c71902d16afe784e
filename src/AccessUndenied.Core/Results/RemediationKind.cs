using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>Who has to do what to follow a remediation; in the order in which they are offered.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(RemediationKindConverter))]
public enum RemediationKind
{
    /// <summary>The caller makes the call otherwise: another parameter, tag, Region, session or endpoint. No policy changes.</summary>
    CallerChange,

    /// <summary>A policy allows more.</summary>
    Grant,

    /// <summary>A guardrail is loosened: a Deny, or the condition that bounds an Allow.</summary>
    GuardrailChange,

    /// <summary>Nothing is changed, because the refusal was meant.</summary>
    Keep,
}
