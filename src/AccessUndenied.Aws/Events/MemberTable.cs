using System.Text;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>The members that are read of one kind of object, each by its name.</summary>
/// <typeparam name="T">What they are read into.</typeparam>
internal sealed class MemberTable<T>
    where T : class
{
    private readonly string _where;
    private readonly bool _ofCaller;
    private readonly byte[][] _names;
    private readonly string[] _paths;
    private readonly MemberReader<T>[] _readers;

    /// <summary>A table of <paramref name="members"/>.</summary>
    /// <param name="where">The path of the object in its record; empty for the record itself.</param>
    /// <param name="ofCaller">Whether it tells who called, so that a member which occurs twice makes the record useless.</param>
    /// <param name="members">The members, each with what reads it.</param>
    public MemberTable(string where, bool ofCaller, params (string Name, MemberReader<T> Read)[] members)
    {
        _where = where;
        _ofCaller = ofCaller;
        _names = [.. members.Select(member => Encoding.UTF8.GetBytes(member.Name))];
        _paths = [.. members.Select(member => where.Length == 0 ? member.Name : $"{where}.{member.Name}")];
        _readers = [.. members.Select(member => member.Read)];
    }

    /// <summary>Reads the object that begins here into <paramref name="target"/>; anything else is noted and passed over.</summary>
    /// <returns>Whether there is an object.</returns>
    public bool TryRead(ref Utf8JsonReader reader, T target, FieldProblems problems)
    {
        if (!FieldReader.BeginObject(ref reader, _where, problems))
        {
            return false;
        }

        Read(ref reader, target, problems);
        return true;
    }

    /// <summary>Reads the members up to the end of the object in which the reader stands.</summary>
    public void Read(ref Utf8JsonReader reader, T target, FieldProblems problems)
    {
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReader.Which(ref reader, _names, ref seen, problems, _ofCaller);
            reader.Read();
            if (member < 0)
            {
                reader.Skip();
            }
            else
            {
                _readers[member](ref reader, _paths[member], target, problems);
            }
        }
    }
}
