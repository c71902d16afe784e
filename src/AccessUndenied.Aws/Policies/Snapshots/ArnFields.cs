namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The fields of an ARN, cut without copying; all empty for a text that is no ARN.</summary>
internal readonly ref struct ArnFields
{
    private const int Colons = 5;

    private ArnFields(ReadOnlySpan<char> text, scoped ReadOnlySpan<int> colons)
    {
        Service = text[(colons[1] + 1)..colons[2]];
        Account = text[(colons[3] + 1)..colons[4]];
        Resource = text[(colons[4] + 1)..];
        ResourceStart = colons[4] + 1;
    }

    public ReadOnlySpan<char> Service { get; }

    public ReadOnlySpan<char> Account { get; }

    public ReadOnlySpan<char> Resource { get; }

    /// <summary>Where <see cref="Resource"/> starts in the text.</summary>
    public int ResourceStart { get; }

    public bool IsArn => ResourceStart > 0;

    public static ArnFields Parse(ReadOnlySpan<char> text)
    {
        Span<int> colons = stackalloc int[Colons];
        var from = 0;
        for (var i = 0; i < Colons; i++)
        {
            var at = text[from..].IndexOf(':');
            if (at < 0)
            {
                return default;
            }

            colons[i] = from + at;
            from += at + 1;
        }

        return text.StartsWith("arn:", StringComparison.Ordinal) ? new(text, colons) : default;
    }

    /// <summary>The account that <paramref name="arn"/> names; null when it names none.</summary>
    public static string? AccountOf(string arn)
    {
        var account = Parse(arn).Account;
        return AccountIds.IsAccountId(account) ? account.ToString() : null;
    }
}
