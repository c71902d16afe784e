using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>The kinds of member that records have, as rows of a <see cref="MemberTable{T}"/>.</summary>
internal static class RecordMember
{
    /// <summary>A text; one that was taken out is noted and absent.</summary>
    public static (string Name, MemberReader<T> Read) Text<T>(string name, Action<T, string?> set)
        where T : class =>
        (name, (ref Utf8JsonReader reader, string path, T target, FieldProblems problems) => set(target, FieldReader.Known(ref reader, path, problems)));

    /// <summary>A text as it stands, also where it says that it was taken out.</summary>
    public static (string Name, MemberReader<T> Read) Verbatim<T>(string name, Action<T, string?> set)
        where T : class =>
        (name, (ref Utf8JsonReader reader, string path, T target, FieldProblems problems) => set(target, FieldReader.Text(ref reader, path, problems)));

    /// <summary>The id of an account.</summary>
    public static (string Name, MemberReader<T> Read) Account<T>(string name, Action<T, string?> set)
        where T : class =>
        (name, (ref Utf8JsonReader reader, string path, T target, FieldProblems problems) => set(target, FieldReader.Account(ref reader, path, problems)));

    /// <summary>A time.</summary>
    public static (string Name, MemberReader<T> Read) Time<T>(string name, Action<T, DateTimeOffset?> set)
        where T : class =>
        (name, (ref Utf8JsonReader reader, string path, T target, FieldProblems problems) => set(target, FieldReader.Time(ref reader, path, problems)));

    /// <summary>A truth value.</summary>
    public static (string Name, MemberReader<T> Read) Flag<T>(string name, Action<T, bool?> set)
        where T : class =>
        (name, (ref Utf8JsonReader reader, string path, T target, FieldProblems problems) => set(target, FieldReader.Flag(ref reader, path, problems)));

    /// <summary>An object, whose members <paramref name="members"/> reads into the same target.</summary>
    public static (string Name, MemberReader<T> Read) Object<T>(string name, MemberTable<T> members)
        where T : class =>
        (name, (ref Utf8JsonReader reader, string path, T target, FieldProblems problems) => members.TryRead(ref reader, target, problems));

    /// <summary>Anything else, by <paramref name="read"/>.</summary>
    public static (string Name, MemberReader<T> Read) Other<T>(string name, MemberReader<T> read)
        where T : class => (name, read);
}
