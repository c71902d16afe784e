namespace AccessUndenied.Aws;

/// <summary>What an account id looks like.</summary>
internal static class AccountIds
{
    private const int Digits = 12;

    public static bool IsAccountId(ReadOnlySpan<char> text) => text.Length == Digits && !text.ContainsAnyExceptInRange('0', '9');
}
