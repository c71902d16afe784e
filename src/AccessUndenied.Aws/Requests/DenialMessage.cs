using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What the error text of a denied call says, in whatever generation of AWS's wording.</summary>
/// <remarks>
/// Shape: <c>User: CALLER is not authorized to perform: ACTION on resource: RESOURCE because no identity-based policy allows
/// the ACTION action</c> and its relatives; the text is searched, so what stands around them does not matter.
/// Rules: docs/rules/messages.md (MSG-01 to MSG-53). Its parts are slices of the text.
/// </remarks>
internal readonly struct DenialMessage
{
    private readonly string? _text;
    private readonly DenialMessageParts _parts;
    private readonly string? _wholeName;

    private DenialMessage(string text, in DenialMessageParts parts, AuthorizationReference? authorization, string? wholeName = null)
    {
        _wholeName = wholeName;
        _text = text;
        _parts = parts;
        Authorization = authorization;
    }

    /// <summary>Where AWS keeps its own record of the refusal; null where the text does not say.</summary>
    internal AuthorizationReference? Authorization { get; }

    /// <summary>The caller as named: an ARN, a service, <c>anonymous</c>, or the id of an access key (MSG-50).</summary>
    internal ReadOnlySpan<char> Caller => Slice(_parts.Caller);

    /// <summary>The action, with prefix, in the text's own case.</summary>
    internal ReadOnlySpan<char> Action => Slice(_parts.Action);

    /// <summary>The action that no policy allows, where the reason names another one than the sentence itself (MSG-57).</summary>
    internal ReadOnlySpan<char> LackingAction => Slice(_parts.LackingAction);

    /// <summary>The action that was refused: the one that the reason names, else that of the sentence.</summary>
    internal ReadOnlySpan<char> RefusedAction => LackingAction.IsEmpty ? Action : LackingAction;

    /// <summary>The resource without quotes: an ARN, <c>*</c>, a kind and a name, or a bare name.</summary>
    internal ReadOnlySpan<char> Resource => _wholeName is null ? Slice(_parts.Resource) : _wholeName;

    /// <summary>Whether the text names a resource, though perhaps with an empty name.</summary>
    internal bool HasResource => _parts.HasResource;

    /// <summary>The ARN of the policy at fault (MSG-21, MSG-22).</summary>
    internal ReadOnlySpan<char> PolicyArn => Slice(_parts.PolicyArn);

    /// <summary>The encoded authorization message (MSG-40).</summary>
    internal ReadOnlySpan<char> EncodedMessage => Slice(_parts.EncodedMessage);

    /// <summary>The action that was refused by a sentence which does not name it; null when there is none.</summary>
    internal string? ImpliedAction => _parts.ImpliedAction;

    internal PolicyLayer? Layer => _parts.Layer;

    internal bool? IsExplicitDeny => _parts.IsExplicitDeny;

    internal bool IsInvalidRequest => _parts.IsInvalidRequest;

    /// <summary>Whether CloudTrail cut the text at 1,024 bytes (MSG-52), so that the encoded message cannot be decoded.</summary>
    internal bool IsTruncated => _parts.IsTruncated;

    /// <summary>Whether the cut may have taken more than the end of the encoded message, which stands last.</summary>
    internal bool IsReasonCut => IsTruncated && EncodedMessage.IsEmpty;

    /// <summary>What else the text tells a reader, a sentence; null when nothing.</summary>
    internal Note? Note => _parts.Note;

    /// <param name="text">The text.</param>
    /// <param name="names">The names that the call's parameters give; an authorization id within one of them is a part of the name.</param>
    internal static DenialMessage Parse(string? text, Func<IEnumerable<string>>? names = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        var (denial, authorization) = Located(OnOneLine(text), names);
        return new(denial, DenialMessageReader.Read(denial), authorization);
    }

    /// <summary>The denial in <paramref name="text"/> alone, without the sentence that says where AWS keeps its record of it.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    internal static string? DenialIn(string? text, Func<IEnumerable<string>>? names = null) =>
        string.IsNullOrEmpty(text) || Located(OnOneLine(text), names) is not (var denial, { } reference) || reference.Why == RequestMessages.AuthorizationIdInside ? text : denial;

    private static (string Denial, AuthorizationReference? Reference) Located(string line, Func<IEnumerable<string>>? names) =>
        AuthorizationLocator.Read(line) is var read && read.Reference is null || names is null ? read : AuthorizationLocator.ReadBehind(line, [.. names().Select(OnOneLine)], read);

    /// <summary>The same message, in which the resource is known to have <paramref name="name"/>, so that no words of it are taken for AWS's.</summary>
    /// <param name="name">The whole name.</param>
    /// <param name="isMisleading">Whether it holds what may end a name in the sentence.</param>
    /// <remarks>Where the text has the name in another form, or a cut of it, what it says behind the name is not relied upon; where it has another name, it stays as it is.</remarks>
    internal DenialMessage ReadAround(string name, bool isMisleading)
    {
        var plain = OnOneLine(name);
        if (_text is null || _parts.Resource.Start is 0)
        {
            return this;
        }

        var rest = _text.AsSpan(_parts.Resource.Start);
        if (rest.StartsWith(plain, StringComparison.Ordinal) && (rest.Length == plain.Length || rest[plain.Length] is ' ' or '"' or '\'' or '\\' or '.' or ',' or '<'))
        {
            var text = string.Concat(_text.AsSpan(0, _parts.Resource.Start), "*", rest[plain.Length..]);
            var parts = DenialMessageReader.Read(text);
            return new(text, parts, Authorization, name);
        }

        // Cut off by CloudTrail, or with blanks, marks or line ends written otherwise.
        var cut = Slice(_parts.Resource).TrimEnd(" .,\"'\\");
        var isRest = _parts.Resource.Start + _parts.Resource.Length >= _text.AsSpan().TrimEnd().Length;
        if ((!isRest && !isMisleading) || cut.Length < plain.IndexOf(':', StringComparison.Ordinal) || !Letters(plain).StartsWith(Letters(cut), StringComparison.Ordinal))
        {
            return this;
        }

        var unread = _parts;
        (unread.Layer, unread.IsExplicitDeny, unread.PolicyArn) = (null, null, default);
        return new(_text, unread, Authorization, name);
    }

    internal DenialHint ToHint() => _text is null ? DenialHint.None : new()
    {
        Layer = Layer,
        IsExplicitDeny = IsExplicitDeny,
        PolicyId = PolicyArn.IsEmpty ? null : PolicyArn.ToString(),
        IsInvalidRequest = IsInvalidRequest,
        IsTruncated = IsReasonCut,
    };

    private static string OnOneLine(string text)
    {
        var plain = WrappedMessage.Unwrap(text);
        return plain.AsSpan().ContainsAny('\r', '\n') ? plain.ReplaceLineEndings(" ") : plain;
    }

    private static string Letters(ReadOnlySpan<char> text)
    {
        var letters = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && c is not ('"' or '\'' or '\\' or '?'))
            {
                letters.Append(c);
            }
        }

        return letters.ToString();
    }

    private ReadOnlySpan<char> Slice(TextSlice slice) => _text.AsSpan(slice.Start, slice.Length);
}
