using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Simulation;

/// <summary>What the reading of a file of requests can say.</summary>
internal static partial class SimulationMessages
{
    public const string RequestIsTooDeep = "a member of the request nests deeper than 64 levels";

    public static string RequestTooLong(int maxBytes) =>
        $"the request is longer than {maxBytes / (1024 * 1024)} MiB and was passed over; split its policies, or raise the limit";

    public static string AtRequest(long number, in Frame frame, string fault) => $"{InputMessages.At("request", number, frame.Line, frame.Position)}: {fault}";

    public static string OutOfRange(string name, int value, int least, int most) => $"{name} must be from {least} to {most}; it is {value}";
}
