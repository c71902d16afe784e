namespace AccessUndenied.Aws.Requests;

/// <summary>The service-linked roles that services make with the caller's permissions when they are first used.</summary>
/// <remarks>
/// Shape of <c>Data/service-linked-roles.txt</c>: label of the event source, operations parted by commas (<c>*</c> at the end for any ending), the
/// role's name, the service's name in <c>iam:AWSServiceName</c>.
/// </remarks>
internal static class ServiceLinkedRoles
{
    private const string ResourceName = "AccessUndenied.Aws.service-linked-roles.txt";

    private static readonly Lazy<Row[]> s_rows = new(() => [.. Read()]);

    internal static IReadOnlyList<Row> All => s_rows.Value;

    internal static Row? Named(string name) => Array.Find(s_rows.Value, row => row.Name == name);

    /// <summary>The role that a call makes.</summary>
    internal static Row? Of(string label, string operation) => Array.Find(
        s_rows.Value, row => row.Label.Equals(label, StringComparison.OrdinalIgnoreCase) && row.Operations.Any(wanted => IsMeant(wanted, operation)));

    private static bool IsMeant(string wanted, string operation) => wanted.EndsWith('*')
        ? operation.StartsWith(wanted[..^1], StringComparison.OrdinalIgnoreCase)
        : operation.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Row> Read()
    {
        using var reader = new StreamReader(typeof(ServiceLinkedRoles).Assembly.GetManifestResourceStream(ResourceName)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] is not ('#' or '@'))
            {
                yield return line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var label, var operations, var name, var service]
                    ? new(label, operations.Split(','), name, service)
                    : throw new InvalidDataException($"service-linked-roles.txt: '{line}' is no row: label, operations, role, service.");
            }
        }
    }

    internal sealed record Row(string Label, IReadOnlyList<string> Operations, string Name, string Service);
}
