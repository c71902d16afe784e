namespace AccessUndenied.Conditions;

/// <summary><c>ArnLike</c> and <c>ArnEquals</c>, which are the same: six fields, each against its own pattern.</summary>
/// <remarks>
/// Both sides are split at the first five colons; a wildcard stays within its field, except in the sixth, which holds the rest.
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide</see>, ARN operators (ARN-01 to ARN-07).
/// </remarks>
internal sealed class ArnLike : IConditionOperator
{
    public ConditionValue Compile(string text, bool variables) => new(TextPattern.Compile(text, wildcards: true, variables));

    public bool Matches(ReadOnlySpan<char> request, ReadOnlySpan<char> policy, ConditionValue value)
    {
        if (!SixFields.AreIn(request))
        {
            return false;
        }

        if (policy.Length == 1 && policy[0] == Wildcards.Any)
        {
            return true;
        }

        if (!SixFields.AreIn(policy))
        {
            return false;
        }

        for (var colon = 0; colon < SixFields.Colons; colon++)
        {
            int inRequest = request.IndexOf(':'), inPolicy = policy.IndexOf(':');
            if (!Wildcards.IsMatch(request[..inRequest], policy[..inPolicy]))
            {
                return false;
            }

            request = request[(inRequest + 1)..];
            policy = policy[(inPolicy + 1)..];
        }

        return Wildcards.IsMatch(request, policy);
    }
}
