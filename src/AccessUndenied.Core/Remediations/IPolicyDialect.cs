using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>How a provider writes policies, whom they can speak of, and which of them can be changed.</summary>
/// <remarks>Called from several threads at once; answers without I/O.</remarks>
public interface IPolicyDialect
{
    /// <summary>The <c>Version</c> that new policies carry.</summary>
    string Version { get; }

    /// <summary>Whether <paramref name="action"/> is the name of one action, and no pattern that covers several.</summary>
    bool IsActionName(string action) => PatternText.IsPlain(action);

    /// <summary>The member and value that name <paramref name="principal"/> in a <c>Principal</c> element; null where it cannot be named.</summary>
    (string Type, string Value)? NameOf(Principal principal);

    /// <summary>The member and value that name the caller in a policy of <paramref name="layer"/>, which <see cref="ConditionsOf"/> may narrow; null where it cannot be named.</summary>
    (string Type, string Value)? NameOf(Principal principal, PolicyLayer layer) => NameOf(principal);

    /// <summary>The conditions that tell the caller from others of the same name in a policy of <paramref name="layer"/>, as policies write them, patterns included.</summary>
    IReadOnlyList<(string Operator, string Key, string Value)> CallerConditionsOf(Principal principal, PolicyLayer layer) => [];

    /// <summary>What is known too little of <paramref name="principal"/> to name it well in a policy, and what would tell it, in one sentence; null where enough is known.</summary>
    string? WhatTells(Principal principal) => null;

    /// <summary>The operator, key and value of a condition that exempts <paramref name="principal"/> from a Deny; null where there is none.</summary>
    (string Operator, string Key, string Value)? ExemptionOf(Principal principal);

    /// <summary>The same for the caller of <paramref name="request"/>, of which more may be known than who it is.</summary>
    (string Operator, string Key, string Value)? ExemptionOf(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ExemptionOf(request.Principal);
    }

    /// <summary>The conditions that hold for <paramref name="request"/> and that an Allow of its action ought to have.</summary>
    IReadOnlyList<(string Operator, string Key, string Value)> ConditionsOf(AuthorizationRequest request, PolicyLayer layer);

    /// <summary>Conditions that an Allow ought to have and whose value nobody knows, each with a placeholder that has to be filled in.</summary>
    IReadOnlyList<(string Operator, string Key, string Value)> PlaceholdersOf(AuthorizationRequest request, PolicyLayer layer) => [];

    /// <summary>How the caller makes a call like <paramref name="request"/> have what <paramref name="wish"/> says; null where a caller cannot.</summary>
    CallerWay? WayOf(AuthorizationRequest request, PolicyLayer layer, CallerWish wish) => null;

    /// <summary>The call of the chain of <paramref name="session"/> that gave the session <paramref name="key"/>, or would have to; null where no call of it can, or that is not known.</summary>
    SessionLink? LinkFor(CallerSession session, string key) => null;

    /// <summary>The requests that <paramref name="link"/> would be, if it were made again with what gives a session <paramref name="added"/>; none where too little of it is known.</summary>
    IReadOnlyList<AuthorizationRequest> CallsAt(SessionLink link, IReadOnlyList<KeyValuePair<string, ContextValue>> added) => [];

    /// <summary>Whether a call for which the action of <paramref name="request"/> is checked can have <paramref name="key"/> at all.</summary>
    bool CanHave(AuthorizationRequest request, string key) => true;

    /// <summary>
    /// Whether everybody whose value of <paramref name="key"/> is that of <paramref name="request"/> may be exempted from a Deny, or let in by an Allow; not where the value is
    /// known to be a stranger's.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The condition key.</param>
    bool MayExemptBy(AuthorizationRequest request, string key) => true;

    /// <summary>Whether the value of <paramref name="key"/> is a thing of a stranger, which a Deny on that key keeps out whoever calls.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The condition key.</param>
    bool NamesThingOfStranger(AuthorizationRequest request, string key) => false;

    /// <summary>Whether the caller of <paramref name="request"/> is known to belong neither to the owner of its resource nor to the owner's organization.</summary>
    bool ComesFromOutside(AuthorizationRequest request) => false;

    /// <summary>
    /// Whether the wildcards among the values of <paramref name="condition"/>, which compares whole texts, may be made to count: not where that lets in more strangers than the caller.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="layer">The layer of the statement's policy.</param>
    /// <param name="statement">The Allow that the condition bounds.</param>
    /// <param name="condition">The condition.</param>
    bool MayBePattern(AuthorizationRequest request, PolicyLayer layer, Statement statement, Condition condition) => true;

    /// <summary>Whether a call of <paramref name="action"/> can be checked on what <paramref name="resource"/>, a pattern, stands for; a policy that says otherwise is perhaps refused.</summary>
    bool CanActOn(string action, string resource) => true;

    /// <summary>Whether the operation that was called can, where others for which the same action is checked perhaps do.</summary>
    bool CanCarry(AuthorizationRequest request, string key) => true;

    /// <summary>Whether a call like <paramref name="request"/> can have <paramref name="value"/> for <paramref name="key"/>: of tags and names some texts are refused.</summary>
    bool CanHaveValue(AuthorizationRequest request, string key, string value) => true;

    /// <summary>Whether the caller says what <paramref name="key"/> is, so that to loosen a Deny for a value of it is to loosen it for everybody who says so.</summary>
    bool IsChosenByCaller(string key) => false;

    /// <summary>Whether <paramref name="key"/> tells who calls, or on whose behalf, so that a further value in an Allow lets in one caller more.</summary>
    bool TellsWhoCalls(string key) => false;

    /// <summary>Whether <paramref name="key"/> names the one who calls, and does not merely say to which account or audience it belongs, which it shares with others.</summary>
    bool NamesCaller(string key) => TellsWhoCalls(key);

    /// <summary>Whether a condition on <paramref name="key"/> confines an Allow to a purpose of its own, so that it goes round no other Allow's conditions.</summary>
    bool IsPurposeOfItsOwn(string key) => false;

    /// <summary>Whether the Deny <paramref name="statement"/> is meant to leave out actions like the one of <paramref name="request"/>, by its list of actions.</summary>
    bool BelongsToLeftOutActions(AuthorizationRequest request, Statement statement) => false;

    /// <summary>
    /// Conditions that a call like <paramref name="request"/> does not fulfill and that, added to the Deny <paramref name="statement"/>, leave out of it what it was not written for.
    /// </summary>
    IReadOnlyList<(string Operator, string Key, string Value)> NarrowingOf(AuthorizationRequest request, Statement statement) => [];

    /// <summary>Whether no exemption for the caller of <paramref name="request"/> is ever to be offered ready-made.</summary>
    bool IsNeverExempted(AuthorizationRequest request) => false;

    /// <summary>
    /// Whether the Deny <paramref name="statement"/> takes back credentials that were given out before some time, so that nobody is exempted from it: who gets new ones is met by it no longer.
    /// </summary>
    bool RevokesCredentials(Statement statement) => false;

    /// <summary>Whether a statement of a policy that lies on <paramref name="target"/> names its resource; false where the provider refuses a policy that does.</summary>
    bool NamesResource(PolicyLayer layer, string? target) => layer != PolicyLayer.RoleTrust;

    /// <summary>Whether a wildcard in the resource of <paramref name="request"/> is the provider's own, which asks for permission on a pattern.</summary>
    bool AsksOnPattern(AuthorizationRequest request) => false;

    /// <summary>
    /// How a policy of <see cref="Version"/> names the resource of <paramref name="request"/> where a wildcard in it is the provider's own: that one stays, and what stands in a name is escaped.
    /// Null where none is the provider's.
    /// </summary>
    string? ResourcePatternOf(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AsksOnPattern(request) ? request.Resource.ToString() : null;
    }

    /// <summary>The member and value by which an Allow covers the resource of <paramref name="request"/>, where its own name would not; null where it does.</summary>
    (string Member, string Value)? ResourceOf(AuthorizationRequest request) => null;

    /// <summary>
    /// The element, <c>Action</c> or <c>NotAction</c>, by which a Deny speaks of all that the patterns <paramref name="actions"/> cover but the action of <paramref name="request"/>; null where
    /// there is none.
    /// </summary>
    /// <param name="request">The request whose action is left out.</param>
    /// <param name="actions">The patterns of actions, of which some cover that action and are no name of it.</param>
    /// <param name="layer">The kind of policy.</param>
    /// <param name="onResourceAlone">Whether the statement speaks of the request's resource alone, so that actions that never meet it may be covered, too.</param>
    (string Member, IReadOnlyList<string> Values)? ActionsBut(AuthorizationRequest request, IReadOnlyList<string> actions, PolicyLayer layer, bool onResourceAlone) => null;

    /// <summary>The conditions that a right ought to have which a recorded call used, as an Allow that is offered has them.</summary>
    IReadOnlyList<(string Operator, string Key, string Value)> UseConditionsOf(AuthorizationRequest request) => [];

    /// <summary>Whether the record of a call does not tell which resource <paramref name="request"/> was for, so that no policy is to be made of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="conditions">What <see cref="UseConditionsOf"/> gave, which may tell it.</param>
    bool IsUnrecorded(AuthorizationRequest request, IReadOnlyList<(string Operator, string Key, string Value)> conditions) => false;

    /// <summary>What whoever lets a caller go on with what it was recorded to do has to know first.</summary>
    IReadOnlyList<Note> WarningsOfUse(AuthorizationRequest request, PolicyChange change) => WarningsOf(request, change);

    /// <summary>What the caller got wrong about <paramref name="request"/>, so that no policy ought to allow it, and how to put that right; null where nothing is seen.</summary>
    CallerWay? CorrectionOf(AuthorizationRequest request, PolicySet policies) => null;

    /// <summary>The condition key that was meant where <paramref name="key"/> is written so that a call like <paramref name="request"/> never has it; null where it is right.</summary>
    string? KeyMeantBy(AuthorizationRequest request, string key) => null;

    /// <summary>The policy that a level of an organization without any Allow lacks; null where there is none.</summary>
    AttachedPolicy? FullAccessOf(PolicyLayer layer) => null;

    /// <summary>How <paramref name="policy"/> is attached to <paramref name="target"/>, in one sentence.</summary>
    string AttachingOf(AttachedPolicy policy, string target) => "";

    /// <summary>What whoever makes <paramref name="change"/> for <paramref name="request"/> has to know first.</summary>
    IReadOnlyList<Note> WarningsOf(AuthorizationRequest request, PolicyChange change) => [];

    /// <summary>What whoever lets <paramref name="request"/> through has to know of what the caller reaches by it, such as the powers of a role that it becomes.</summary>
    IReadOnlyList<Note> WarningsOfReach(AuthorizationRequest request, PolicySet policies) => [];

    /// <summary>What whoever makes the changes of a remediation has to know of what they open beside the refused requests.</summary>
    /// <param name="requests">The refused requests.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="opened">What they open.</param>
    /// <param name="opens">Whether they open an action, on a resource or, where it is null, on any.</param>
    IReadOnlyList<Note> WarningsOf(
        IReadOnlyList<AuthorizationRequest> requests, IReadOnlyList<PolicyChange> changes, IReadOnlyList<OpenedAccess> opened, Func<string, string?, bool> opens) => [];

    /// <summary>Why the provider would refuse <paramref name="change"/>, or not heed it, as things stand, and what is to be done first; none where nothing is known to stand in its way.</summary>
    IReadOnlyList<Note> ObjectionsTo(PolicyChange change, AuthorizationRequest request, PolicySet policies) => [];

    /// <summary>What is to be known about how <paramref name="change"/> is carried out, in a sentence or two; null when nothing is.</summary>
    string? AdviceOn(PolicyChange change, AuthorizationRequest request) => null;

    /// <summary>Whether <paramref name="entry"/> is what is left of a principal that was deleted, whom no policy that is put in place may name.</summary>
    /// <remarks>Never the caller of <paramref name="request"/>.</remarks>
    bool IsGone(PrincipalEntry entry, AuthorizationRequest request) => false;

    /// <summary>How <paramref name="policy"/>, which nobody can change, is taken away from <paramref name="target"/>, in one sentence; null where that is no way.</summary>
    string? DetachingOf(AttachedPolicy policy, string target) => null;

    /// <summary>Where the policies of <paramref name="target"/> are really changed; null where nobody can change them.</summary>
    ChangePlace? PlaceOf(PolicyLayer layer, string? target);

    /// <summary>Whether its owner can change <paramref name="policy"/>; false for what the provider keeps to itself.</summary>
    bool CanChange(AttachedPolicy policy);

    /// <summary>The most characters, without white space, that a policy of <paramref name="layer"/> may have; null where no limit is known.</summary>
    int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin);

    /// <summary>The same for a policy that lies on <paramref name="target"/>, of which more may be known.</summary>
    int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin, string? target) => LongestPolicy(layer, origin);

    /// <summary>The most statements that a policy which lies on <paramref name="target"/> may have; null where no limit is known.</summary>
    int? MostStatements(PolicyLayer layer, string? target) => null;

    /// <summary>
    /// What else of a policy on <paramref name="target"/> its service does not accept, such as "51 principals, more than the 50"; null where all is accepted, or no other limit is known.
    /// </summary>
    /// <param name="layer">The policy's layer.</param>
    /// <param name="target">Where it lies.</param>
    /// <param name="document">The policy as it would be.</param>
    string? BeyondQuota(PolicyLayer layer, string? target, string document) => null;

    /// <summary>
    /// The most characters, without white space, that the policies which lie in <paramref name="target"/> itself may have together; null where each counts alone, or no limit is known.
    /// </summary>
    int? LongestTogether(PolicyLayer layer, string? target) => null;

    /// <summary>How many policies of <paramref name="layer"/> can be attached to one place; null where no limit is known.</summary>
    int? MostPolicies(PolicyLayer layer) => null;

    /// <summary>The account and the region in which <paramref name="change"/> is made for <paramref name="request"/>; null where they are not known.</summary>
    (string? AccountId, string? Region) OwnerOf(PolicyChange change, AuthorizationRequest request, PolicySet policies) => (null, null);

    /// <summary>Writes <paramref name="change"/> so that it can be carried out: commands for a shell first, then templates.</summary>
    IReadOnlyList<ChangeScript> ScriptsOf(PolicyChange change);
}
