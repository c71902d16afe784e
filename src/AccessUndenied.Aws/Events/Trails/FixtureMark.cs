using System.Text.Json;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The member by which a record of a fixture is told from one of a trail.</summary>
/// <remarks>A fixture has every call once, and of those that changed policies not the texts: it is replayed, and tells nothing of how things were.</remarks>
internal static class FixtureMark
{
    /// <summary>The member's name; its value is <c>true</c>.</summary>
    public static ReadOnlySpan<byte> Name => "isOfFixture"u8;

    /// <summary>Whether a record has it.</summary>
    public static bool IsOn(CloudTrailEvent record)
    {
        if (record.Raw.Span.IndexOf(Name) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(record.Raw.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMark = reader.ValueTextEquals(Name);
            reader.Read();
            if (isMark)
            {
                return reader.TokenType == JsonTokenType.True;
            }

            reader.Skip();
        }

        return false;
    }
}
