using System.Diagnostics.CodeAnalysis;

namespace AccessUndenied.Requests;

/// <summary>The requests behind one denied record and what the record says of its own refusal.</summary>
public sealed class RequestResolution
{
    /// <summary>One whose members an initializer gives.</summary>
    public RequestResolution()
    {
    }

    /// <summary>The same as <paramref name="like"/>, of which an initializer changes what it names.</summary>
    [SetsRequiredMembers]
    public RequestResolution(RequestResolution like)
    {
        ArgumentNullException.ThrowIfNull(like);
        Requests = like.Requests;
        Hint = like.Hint;
        Authorization = like.Authorization;
        Session = like.Session;
        Unavailable = like.Unavailable;
        Problem = like.Problem;
    }

    /// <summary>The requests that had to be allowed, the one that was most likely refused first; empty only with a <see cref="Problem"/>.</summary>
    public required IReadOnlyList<AuthorizationRequest> Requests { get; init; }

    /// <summary>What the error text says.</summary>
    public DenialHint Hint { get; init; } = DenialHint.None;

    /// <summary>The provider's own record of the refusal; null where the refusal does not speak of one.</summary>
    public RecordedAuthorization? Authorization { get; init; }

    /// <summary>The session behind the requests; null where nothing was asked for it.</summary>
    public CallerSession? Session { get; init; }

    /// <summary>What would have told more of the request and could not be read.</summary>
    public IReadOnlyList<UnavailableEvidence> Unavailable { get; init; } = [];

    /// <summary>Why no request could be made of the record; null when one could.</summary>
    public string? Problem { get; init; }
}
