namespace AccessUndenied.Aws.Events;

/// <summary>A right that a refusal of a service is over: whose it is, and on what.</summary>
/// <param name="Who"><c>caller</c>, <c>role:path</c> for the role that a parameter names, or the name of a service.</param>
/// <param name="Actions">The actions, all of which are needed.</param>
/// <param name="Resource"><c>any</c>, <c>linked-role</c>, <c>role:path</c>, <c>key:path</c>, or an ARN with places for what the record names.</param>
/// <param name="Context">Condition keys that the request certainly has, with such places.</param>
internal sealed record RefusalAsk(string Who, IReadOnlyList<string> Actions, string Resource, IReadOnlyList<KeyValuePair<string, string>> Context)
{
    /// <exception cref="InvalidDataException">The line has another shape.</exception>
    public static RefusalAsk Parse(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var who, var actions, var resource, .. var keys])
        {
            throw new InvalidDataException($"service-refusals.txt: '{line}' asks for nothing: who, actions, resource, and then key=value.");
        }

        return new(who, actions.Split(','), resource, Array.ConvertAll(keys, KeyOf));
    }

    internal static KeyValuePair<string, string> KeyOf(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is var equals and > 0
            ? new(word[..equals], word[(equals + 1)..])
            : throw new InvalidDataException($"service-refusals.txt: '{word}' is no key=value.");
}
