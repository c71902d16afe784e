namespace AccessUndenied.Aws;

/// <summary>What the reading of a file of requests can say.</summary>
internal static partial class Messages
{
    public const string ArrayDoesNotEnd = "the array of requests ends in the middle; the file was cut off, or a bracket or quote before is not closed";
    public const string TextAfterArray = "text follows the end of the array of requests; put all requests into one array, or one on each line";
    public const string RequestIsTooDeep = "a member of the request nests deeper than 64 levels";
    public const string GzipEndsEarly = "the gzip data ends early; copy or pack the file again";
    public const string EmptyElement = "a request is missing between two commas of the array";

    public static string RequestTooLong(int maxBytes) =>
        $"the request is longer than {maxBytes / (1024 * 1024)} MiB and was passed over; split its policies, or raise the limit";

    public static string OutOfRange(string name, int value, int least, int most) => $"{name} must be from {least} to {most}; it is {value}";
}
