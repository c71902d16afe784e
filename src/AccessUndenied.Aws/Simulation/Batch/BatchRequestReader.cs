using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Reads one request of the <c>simulate</c> format.</summary>
/// <remarks>Used by one thread at a time; the documents are shared through the cache.</remarks>
internal sealed partial class BatchRequestReader
{
    private static readonly string[] s_members =
    [
        "id", "principal", "action", "resource", "resourceAccount", "context", "unknownContextKeys", "identityPolicies", "permissionsBoundaries",
        "sessionPolicies", "resourcePolicy", "serviceControlPolicies", "resourceControlPolicies", "vpcEndpointPolicies",
        "principalInManagementAccount", "resourceInManagementAccount", "s3BlockPublicAccess",
    ];

    private const int MaxIdDepth = 63;

    private readonly GivenDocumentCache _cache;

    public BatchRequestReader(GivenDocumentCache cache) => _cache = cache;

    /// <summary>Reads <paramref name="json"/>; what cannot be read is said in <see cref="BatchRequest.Error"/>.</summary>
    public BatchRequest Read(ReadOnlyMemory<byte> json)
    {
        var draft = new RequestDraft();
        try
        {
            var cursor = new JsonCursor(json.Span);
            if (cursor.Peek() != (byte)'{')
            {
                return new() { Error = WhyNoJson(json) ?? SimulationMessages.RequestIsNoObject };
            }

            ReadMembers(ref cursor, json, draft);
            return cursor.Peek() == 0 && cursor.Position == json.Length ? draft.ToRequest() : new() { Id = draft.Id, Error = WhyNoJson(json) };
        }
        catch (JsonException)
        {
            return new() { Id = draft.Id, Error = WhyNoJson(json) ?? SimulationMessages.RequestIsTooDeep };
        }
        catch (InvalidOperationException)
        {
            // A text that is no valid UTF-8 or UTF-16.
            return new() { Id = draft.Id, Error = WhyNoJson(json) ?? SimulationMessages.RequestIsNoText };
        }
    }

    // The quick way over the text does not tell places; a plain reading does.
    private static string? WhyNoJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
            {
                // Only its complaint is of interest.
            }

            return null;
        }
        catch (JsonException exception)
        {
            return SimulationMessages.RequestIsNoJson(exception);
        }
    }

    private void ReadMembers(ref JsonCursor cursor, ReadOnlyMemory<byte> json, RequestDraft draft)
    {
        cursor.Enter();
        var isFirst = true;
        while (cursor.NextMember(ref isFirst, out var name))
        {
            if (!TryReadName(ref cursor, name, json, draft) && !TryReadPolicies(ref cursor, name, json, draft) && !TryReadFlag(ref cursor, name, draft))
            {
                draft.Unknown(Encoding.UTF8.GetString(name), s_members);
                cursor.SkipChecked();
            }
        }
    }

    private static bool TryReadName(ref JsonCursor cursor, scoped ReadOnlySpan<byte> name, ReadOnlyMemory<byte> json, RequestDraft draft)
    {
        if (name.SequenceEqual("id"u8))
        {
            var length = cursor.SkipChecked().Length;
            draft.Id = InOneLine(json.Slice(cursor.Position - length, length));
        }
        else if (name.SequenceEqual("principal"u8))
        {
            draft.Principal = ReadText(ref cursor, draft, "principal", draft.Principal);
        }
        else if (name.SequenceEqual("action"u8))
        {
            draft.Action = ReadText(ref cursor, draft, "action", draft.Action);
        }
        else if (name.SequenceEqual("resource"u8))
        {
            draft.Resource = ReadText(ref cursor, draft, "resource", draft.Resource);
        }
        else if (name.SequenceEqual("resourceAccount"u8))
        {
            draft.ResourceAccount = ReadText(ref cursor, draft, "resourceAccount", draft.ResourceAccount);
        }
        else if (name.SequenceEqual("context"u8))
        {
            ReadContext(ref cursor, draft);
        }
        else if (name.SequenceEqual("unknownContextKeys"u8))
        {
            ReadUnknownKeys(ref cursor, draft);
        }
        else
        {
            return false;
        }

        return true;
    }

    // It is repeated in the result as it is; blanks between its tokens may be line ends, which a result has only at its own end.
    private static ReadOnlyMemory<byte> InOneLine(ReadOnlyMemory<byte> id)
    {
        if (!Utf8.IsValid(id.Span))
        {
            throw new InvalidOperationException(SimulationMessages.RequestIsNoText);
        }

        // The result holds it one level down, and its readers stop at the depth that ours does.
        var reader = new Utf8JsonReader(id.Span, new JsonReaderOptions { MaxDepth = MaxIdDepth });
        while (reader.Read())
        {
            // Throws where the id is too deep.
        }

        if (!id.Span.ContainsAny((byte)'\r', (byte)'\n'))
        {
            return id;
        }

        var line = id.ToArray();
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }

    private static bool TryReadFlag(ref JsonCursor cursor, scoped ReadOnlySpan<byte> name, RequestDraft draft)
    {
        if (name.SequenceEqual("principalInManagementAccount"u8))
        {
            draft.PrincipalInManagementAccount = ReadFlag(ref cursor, draft, "principalInManagementAccount", GivenPolicies.PrincipalInManagementAccount);
        }
        else if (name.SequenceEqual("resourceInManagementAccount"u8))
        {
            draft.ResourceInManagementAccount = ReadFlag(ref cursor, draft, "resourceInManagementAccount", GivenPolicies.ResourceInManagementAccount);
        }
        else if (name.SequenceEqual("s3BlockPublicAccess"u8))
        {
            draft.BlockPublicAccess = ReadFlag(ref cursor, draft, "s3BlockPublicAccess", GivenPolicies.PublicAccessBlock);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool ReadFlag(ref JsonCursor cursor, RequestDraft draft, string member, GivenPolicies given)
    {
        draft.Give(given, member);
        var value = cursor.SkipChecked();
        if (!value.SequenceEqual("true"u8) && !value.SequenceEqual("false"u8) && !value.SequenceEqual("null"u8))
        {
            draft.Fail(SimulationMessages.AtMember(member, "expected true or false"));
        }

        return value.SequenceEqual("true"u8);
    }

    private static string? ReadText(ref JsonCursor cursor, RequestDraft draft, string member, string? before)
    {
        if (before is not null)
        {
            draft.Fail(SimulationMessages.AtMember(member, "occurs twice"));
        }

        if (cursor.Peek() == (byte)'"')
        {
            return cursor.ReadScalar().GetString();
        }

        if (!cursor.SkipChecked().SequenceEqual("null"u8))
        {
            draft.Fail(SimulationMessages.AtMember(member, "expected a string"));
        }

        return null;
    }

    private static void ReadContext(ref JsonCursor cursor, RequestDraft draft)
    {
        if (cursor.Peek() != (byte)'{')
        {
            if (!cursor.SkipChecked().SequenceEqual("null"u8))
            {
                draft.Fail(SimulationMessages.AtMember("context", "expected an object of condition keys"));
            }

            return;
        }

        cursor.Enter();
        var context = draft.StartContext();
        var isFirst = true;
        while (cursor.NextMember(ref isFirst, out var name))
        {
            var key = Encoding.UTF8.GetString(name);
            var good = TryReadValue(ref cursor, out var value);
            if (!good)
            {
                draft.Fail(SimulationMessages.AtMember("context." + key, "expected a string, a number, a boolean, or an array of these"));
            }
            else if (value is { } known)
            {
                draft.AddToContext(context, key, known);
            }
        }
    }

    // Null stands for a key that is not there.
    private static bool TryReadValue(ref JsonCursor cursor, out ContextValue? value)
    {
        value = null;
        switch (cursor.Peek())
        {
            case (byte)'{':
                cursor.SkipChecked();
                return false;
            case (byte)'[':
                var good = TryReadTexts(ref cursor, out var texts);
                value = ContextValue.Of([.. texts]);
                return good;
            default:
                var reader = cursor.ReadScalar();
                value = TryReadScalar(ref reader, out var text) ? ContextValue.Of(text) : null;
                return true;
        }
    }

    private static bool TryReadTexts(ref JsonCursor cursor, out List<string> texts)
    {
        texts = [];
        var good = true;
        cursor.Enter();
        var isFirst = true;
        while (cursor.NextItem(ref isFirst))
        {
            if (cursor.Peek() is (byte)'{' or (byte)'[')
            {
                cursor.SkipChecked();
                good = false;
                continue;
            }

            var reader = cursor.ReadScalar();
            good &= TryReadScalar(ref reader, out var text);
            texts.Add(text);
        }

        return good;
    }

    private static bool TryReadScalar(ref Utf8JsonReader reader, out string text)
    {
        text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => "",
        };
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;
    }

    private static void ReadUnknownKeys(ref JsonCursor cursor, RequestDraft draft)
    {
        if (cursor.Peek() != (byte)'[')
        {
            if (!cursor.SkipChecked().SequenceEqual("null"u8))
            {
                draft.Fail(SimulationMessages.AtMember("unknownContextKeys", "expected an array of condition keys"));
            }

            return;
        }

        cursor.Enter();
        var isFirst = true;
        while (cursor.NextItem(ref isFirst))
        {
            if (cursor.Peek() == (byte)'"')
            {
                draft.UnknownKeys.Add(cursor.ReadScalar().GetString()!);
            }
            else
            {
                draft.Fail(SimulationMessages.AtMember("unknownContextKeys", "expected an array of condition keys"));
                cursor.SkipChecked();
            }
        }
    }
}
