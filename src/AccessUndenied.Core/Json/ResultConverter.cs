using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AccessUndenied.Json;

/// <summary>Writes results, their parts and their enumerations as reports have them, whatever the options of the serializer are, and reads them back.</summary>
/// <remarks>
/// The types carry it, so that nobody has to name it; contexts that <c>System.Text.Json</c> generates use it too. Names and texts are those of
/// <c>docs/result.schema.json</c>. What is not of that form is a <see cref="JsonException"/> that names the place.
/// </remarks>
public sealed class ResultConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => ConverterOf(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ConverterOf(typeToConvert) is { } type ? (JsonConverter?)Activator.CreateInstance(type) : null;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    private static Type? ConverterOf(Type type) => type.GetCustomAttribute<ConvertedByAttribute>()?.Converter;
}
