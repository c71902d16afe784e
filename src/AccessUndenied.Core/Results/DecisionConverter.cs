using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>Writes a <see cref="Decision"/> as reports have it, such as <c>implicitDeny</c>, and reads it back.</summary>
internal sealed class DecisionConverter : EnumTextConverter<Decision>
{
    /// <summary>The converter, which has no options.</summary>
    public DecisionConverter()
        : base(TextOf)
    {
    }

    internal static string TextOf(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.ExplicitDeny => "explicitDeny",
        Decision.ImplicitDeny => "implicitDeny",
        _ => "indeterminate",
    };
}
