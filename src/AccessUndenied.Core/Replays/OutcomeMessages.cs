using System.Globalization;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>What a replay says of its calls, and of options that it cannot use.</summary>
internal static class OutcomeMessages
{
    public const string NotACall = "this is not what became of a replayed call, or another version wrote it";

    public const string SkippedUnreadable = "the record cannot be read";
    public const string SkippedUnresolved = "the record names nobody whose policies can be evaluated";

    public const string TooManyGroups = "there were too many different callers and actions to list each";

    public const string HangsOnUnknown = "it hangs on what is not known";

    public static string MaxConcurrency(int most, int found) => string.Create(CultureInfo.InvariantCulture, $"MaxConcurrency must be from 1 to {most}; it is {found}");

    public static string MaxGroups(int most, int found) => string.Create(CultureInfo.InvariantCulture, $"MaxGroups must be from 1 to {most}; it is {found}");

    public static string ImpliedPolicy(PolicyLayer layer) => $"full access, as every node has it once the layer {LayerNames.Of(layer)} is switched on";

    public static string UndecidedByKeys(IReadOnlyList<string> keys) => $"{string.Join(", ", keys)} {(keys.Count == 1 ? "is" : "are")} not in the record";

    public static string UndecidedByLayer(PolicyLayer layer) => $"{LayerNames.An(layer)} that has a say could not be read";

    public static string UndecidedByGrammar(string error) => error;

    public static string OnlyPerhapsNeeded(string action) => $"the record does not show whether the call needed {action}";

    public static string DeniedThoughSucceeded(Decision decision, PolicyLayer? layer) => layer is { } one
        ? $"it succeeded, and the policies at hand {(decision == Decision.ExplicitDeny ? "deny it explicitly" : "lack an allow")} in {LayerNames.An(one)}"
        : "it succeeded, and the policies at hand deny it";

    public static string DeniedOtherwise(CallComparison one) =>
        $"the record says that {Denial(one.Recorded, one.RecordedLayer)}, and the policies at hand that {Denial(one.Decided, one.DecidedLayer)}";

    private static string Denial(Decision? decision, PolicyLayer? layer) => (decision, layer) switch
    {
        (Decision.ExplicitDeny, { } one) => $"{LayerNames.An(one)} denies it explicitly",
        (Decision.ExplicitDeny, null) => "a statement denies it explicitly",
        (Decision.ImplicitDeny, { } one) => $"an allow is missing in {LayerNames.An(one)}",
        (Decision.ImplicitDeny, null) => "an allow is missing",
        (_, { } one) => $"{LayerNames.An(one)} denies it",
        _ => "it is denied",
    };

    public static string AllowedThoughDenied(PolicyLayer? layer) => layer is { } one
        ? $"it was denied by {LayerNames.An(one)}, and the policies at hand allow it"
        : "it was denied, and the policies at hand allow it";

    public const string SessionIsOver = "the session is over, and nothing recorded would be made with its policies again";
    public const string PlaceholdersToFill = "its statement has placeholders that are to be filled in first";
    public const string PolicyNotRead = "the policy that it changes was not read";
    public const string NoPlaceForChange = "it is not known where the change is made";
}
