using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Writes an <see cref="EvidenceKind"/> as reports have it, such as <c>resourcePolicy</c>, and reads it back.</summary>
internal sealed class EvidenceKindConverter : EnumTextConverter<EvidenceKind>
{
    /// <summary>The converter, which has no options.</summary>
    public EvidenceKindConverter()
        : base(EvidenceKindTexts.ToText)
    {
    }
}
