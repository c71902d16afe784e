using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>Every resource of one service, as an ARN pattern covers it: <c>arn:aws:s3:::*</c>, <c>arn:aws:ec2:*:*:*</c> (RES-08).</summary>
/// <param name="Partition">Which partitions.</param>
/// <param name="Service">Which services.</param>
internal sealed record ServiceSpace(TextPattern Partition, TextPattern Service)
{
    private const int Fields = 6;

    public bool Contains(ReadOnlySpan<char> partition, ReadOnlySpan<char> service) =>
        Wildcards.IsMatch(partition, Partition.Compiled) && Wildcards.IsMatchIgnoringCase(service, Service.Compiled);

    /// <summary>Reads an ARN pattern; null when it covers less than a service.</summary>
    public static ServiceSpace? TryRead(string text)
    {
        var fields = text.Split(':', Fields);
        return fields.Length == Fields && fields[0] == "arn" && IsOpen(fields[3]) && IsOpen(fields[4]) && fields[5] == "*"
            ? new(TextPattern.Compile(fields[1], wildcards: true, variables: false), TextPattern.Compile(fields[2], wildcards: true, variables: false))
            : null;
    }

    private static bool IsOpen(string field) => field.AsSpan().TrimStart('*').IsEmpty;
}
