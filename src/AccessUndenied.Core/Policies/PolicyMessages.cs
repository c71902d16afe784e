using AccessUndenied.Events;

namespace AccessUndenied.Policies;

/// <summary>What is said of policies that are not at hand, and where they come from.</summary>
internal static class PolicyMessages
{
    public const string StatementNotInReport = "The result was read back from JSON, which holds the index of this statement and not its text.";

    public const string DocumentNotInReport = "The result was read back from JSON, which holds single statements and not the whole document.";

    public const string NoSource = "no source of policies was given; name a snapshot, or use live access";

    public const string AuthorizationDetails = "authorization details";

    public const string IssuingCall = "the call that made the session";

    public const string PoliciesOfSession = "policies that were passed when the session was made";

    public const string SessionPolicyUnread = "its text was not read";

    public static string SessionPolicy(string id) => $"session policy {id}";

    public const string RecordedTextMissing = "its text was not read";

    public static string RecordedPolicy(string id) => $"policy {id} as it was when the request was refused";

    /// <summary>Doubt: a text names another resource than the one that stands behind what the call names.</summary>
    public static Note KnownOtherwise(string named, string namedBy, string known) => new(
        "resource-known-otherwise",
        $"the record contradicts what is there: the error text names {named}, and behind {namedBy}, which the call names, stands {known}: what is said here is of the latter, "
        + "and no remedy counts as verified");

    public const string FromPolicySource = "what the policy source knows of the call's parameters";
}
