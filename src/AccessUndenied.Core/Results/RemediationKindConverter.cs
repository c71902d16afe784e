using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="RemediationKind"/> as reports have it, such as <c>guardrailChange</c>, and reads it back.</summary>
internal sealed class RemediationKindConverter : EnumTextConverter<RemediationKind>
{
    /// <summary>The converter, which has no options.</summary>
    public RemediationKindConverter()
        : base(TextOf)
    {
    }

    internal static string TextOf(RemediationKind kind) => kind switch
    {
        RemediationKind.CallerChange => "callerChange",
        RemediationKind.GuardrailChange => "guardrailChange",
        RemediationKind.Keep => "keep",
        _ => "grant",
    };
}
