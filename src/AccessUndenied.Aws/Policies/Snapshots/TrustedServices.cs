using System.Text;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Which services a role's trust policy names, for calls of which the record does not tell whether a service used the role (UID-20).</summary>
/// <remarks>Read off the text alone, which spares compiling the policy: to name a service too many leaves open what another one would settle.</remarks>
internal static class TrustedServices
{
    private const string Suffix = ".amazonaws.com";

    public static void Add(FactsBuilder facts, JsonSlice? trustPolicy)
    {
        if (trustPolicy is not { } slice || slice.Bytes.Span is not [(byte)'{', ..])
        {
            return;
        }

        var text = Encoding.UTF8.GetString(slice.Bytes.Span);
        for (var at = text.IndexOf(Suffix, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Suffix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = at;
            while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '-' or '.'))
            {
                start--;
            }

            foreach (var label in text[start..at].Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                facts.TryAdd(TrustFact.Prefix + label, ContextValue.Of(true));
            }
        }

        // An escape may hide a name, and everybody is every service.
        if (!text.Contains('\\', StringComparison.Ordinal) && !text.Contains("\"*\"", StringComparison.Ordinal) && !text.Contains("NotPrincipal", StringComparison.OrdinalIgnoreCase))
        {
            facts.Complete(TrustFact.Prefix);
        }
    }
}
