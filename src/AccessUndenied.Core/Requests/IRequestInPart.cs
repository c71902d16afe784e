using AccessUndenied.Events;

namespace AccessUndenied.Requests;

/// <summary>An event that tells something of its request even where that cannot be evaluated.</summary>
public interface IRequestInPart
{
    /// <summary>What is known of the request; only beside a <see cref="AccessDeniedEvent.Problem"/>, and null where not even the action is.</summary>
    AuthorizationRequest? RequestInPart { get; }
}
