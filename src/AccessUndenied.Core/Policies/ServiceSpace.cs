using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>Every resource of one service, as an ARN pattern covers it: <c>arn:aws:s3:::*</c>, <c>arn:aws:ec2:*:*:*</c> (RES-08).</summary>
/// <param name="Partition">Which partitions.</param>
/// <param name="Service">Which services.</param>
internal sealed record ServiceSpace(TextPattern Partition, TextPattern Service)
{
    public bool Contains(ReadOnlySpan<char> partition, ReadOnlySpan<char> service) =>
        Wildcards.IsMatch(partition, Partition.Compiled) && Wildcards.IsMatchIgnoringCase(service, Service.Compiled);

    /// <summary>Reads an ARN pattern; null when it covers less than a service.</summary>
    public static ServiceSpace? TryRead(string text) =>
        SixFields.Of(text) is ["arn", var partition, var service, var region, var account, "*"] && IsOpen(region) && IsOpen(account)
            ? new(TextPattern.Compile(partition, wildcards: true, variables: false), TextPattern.Compile(service, wildcards: true, variables: false))
            : null;

    private static bool IsOpen(string field) => field.AsSpan().TrimStart('*').IsEmpty;
}
