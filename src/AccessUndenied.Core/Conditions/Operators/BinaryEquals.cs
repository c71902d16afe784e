using System.Buffers;

namespace AccessUndenied.Conditions;

/// <summary><c>BinaryEquals</c>: the bytes behind two base64 texts.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, binary operators (OP-12).
/// </remarks>
internal sealed class BinaryEquals : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables)
    {
        var bytes = new byte[text.Length];
        return new(
            TextPattern.Compile(text, wildcards: false, variables: false),
            Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null);
    }

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value)
    {
        if (value.Parsed is not byte[] expected)
        {
            return false;
        }

        var rented = ArrayPool<byte>.Shared.Rent(request.Length);
        try
        {
            return Convert.TryFromBase64Chars(request, rented, out var length) && rented.AsSpan(0, length).SequenceEqual(expected);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
