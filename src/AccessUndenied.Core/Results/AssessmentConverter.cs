using AccessUndenied.Json;

namespace AccessUndenied.Results;

/// <summary>Writes an <see cref="Assessment"/> as its fixed text, such as <c>Missing allow in a session policy</c>, and reads it back.</summary>
internal sealed class AssessmentConverter : EnumTextConverter<Assessment>
{
    /// <summary>The converter, which has no options.</summary>
    public AssessmentConverter()
        : base(AssessmentTexts.ToText)
    {
    }
}
