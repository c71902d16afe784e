using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Explanations;

/// <summary>Knows the mistakes that people make in a provider's policies, and recognizes them.</summary>
/// <remarks>Called from several threads at once, and only where an allow is missing, a deny applies or nothing refuses. Answers without I/O.</remarks>
public interface INearMissHints
{
    /// <summary>The well-known mistake that this looks like and how to mend it, in one or two sentences, under an id that stays; null when it looks like none.</summary>
    Note? HintFor(HintQuery query);

    /// <summary>What refuses beside the policies, or imposes the one that does, so that no change of a policy helps; null where that is not seen.</summary>
    ServiceRefusal? RefusalFor(HintQuery query) => null;

    /// <summary>What may have refused a request that every policy at hand allows, the likeliest first, a sentence each.</summary>
    IReadOnlyList<Note> SuspectsFor(HintQuery query) => HintFor(query) is { } hint ? [hint] : [];

    /// <summary>Whether the resource of the request is of a kind that carries no policy, so that how it is shared is not for policies to say.</summary>
    bool IsOfKindWithoutPolicy(HintQuery query) => false;

    /// <summary>Further requests whose outcome tells more of the refusal, such as whether the caller may list what it reads from.</summary>
    IReadOnlyList<AuthorizationRequest> ProbesFor(HintQuery query) => [];
}
