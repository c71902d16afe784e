using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>One refusal for which a snapshot is collected.</summary>
/// <param name="Requests">The requests behind it, whose resources and endpoints are read.</param>
/// <param name="Authorization">By what AWS's own record of it is asked for; null where its message names none.</param>
public sealed record SnapshotDenial(IReadOnlyList<AuthorizationRequest> Requests, AuthorizationDetailsQuery? Authorization);
