using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Reads the value of one member into <paramref name="target"/>.</summary>
/// <param name="reader">Stands on the value, and on its last token afterwards.</param>
/// <param name="path">The member's path in its record, by which notes name it.</param>
/// <param name="target">What is read into.</param>
/// <param name="problems">Where anything odd is noted.</param>
internal delegate void MemberReader<in T>(ref Utf8JsonReader reader, string path, T target, FieldProblems problems)
    where T : class;
