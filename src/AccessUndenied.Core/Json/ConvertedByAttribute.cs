using System.Diagnostics.CodeAnalysis;

namespace AccessUndenied.Json;

/// <summary>Names the converter that <see cref="ResultConverter"/> makes for a type.</summary>
/// <param name="converter">The converter, which has a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum)]
internal sealed class ConvertedByAttribute([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type converter) : Attribute
{
    /// <summary>The converter.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type Converter { get; } = converter;
}
