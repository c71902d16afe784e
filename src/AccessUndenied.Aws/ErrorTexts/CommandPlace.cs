using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>The operation that a command line or an event of a stack above an error tells of.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-commandstructure.html">AWS CLI User Guide, "Command structure"</see>;
/// <see href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events-by-operation.html">CloudFormation User Guide, "View stack events"</see>.
/// What a type of resource is made with is read from its name, and only where the service has one such operation.
/// </remarks>
internal static class CommandPlace
{
    private const int LongestLine = 1_000;

    private static readonly (string Status, string[] Verbs)[] s_statuses =
    [
        ("CREATE_FAILED", ["Create", "Put", "Register", "Add", "Set"]),
        ("UPDATE_FAILED", ["Update", "Modify", "Put", "Set"]),
        ("DELETE_FAILED", ["Delete", "Remove", "Deregister", "Terminate"]),
    ];

    internal static void Read(FoundDenial denial, ReadOnlySpan<char> before)
    {
        if (denial.IsSentence)
        {
            return;
        }

        ReadCommand(denial, before);
        ReadStackEvent(denial, before);
    }

    // "$ aws qbusiness list-conversations --application-id …"
    private static void ReadCommand(FoundDenial denial, ReadOnlySpan<char> before)
    {
        var at = before.LastIndexOf("aws ");
        if (at < 0 || (denial.Service is not null && denial.Operation is not null) || (at > 0 && before[at - 1] is not (' ' or '\n' or '$' or '`' or '\'' or '"')))
        {
            return;
        }

        var line = before.Slice(at + 4, Math.Min(LongestLine, before.Length - at - 4));
        line = line.IndexOf('\n') is >= 0 and var end ? line[..end] : line;
        var words = new List<string>();
        foreach (var word in line.ToString().Split(' '))
        {
            if (word.StartsWith("--", StringComparison.Ordinal) && words.Count >= 2)
            {
                break;
            }

            if (word.Length > 0)
            {
                words.Add(word);
            }
        }

        // Global options may stand first, with their values.
        while (words is [['-', '-', ..], _, ..])
        {
            words.RemoveRange(0, words[0].Contains('=', StringComparison.Ordinal) ? 1 : 2);
        }

        if (words is [var service, var command, ..] && SdkServices.PrefixOf(service) is { } prefix && Pascal(command) is { Length: > 0 } operation
            && Exists(prefix, operation) && (denial.Operation is null || denial.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase)))
        {
            denial.Service ??= prefix;
            denial.Operation ??= operation;
        }
    }

    // "UIBucketPolicy  AWS::S3::BucketPolicy  CREATE_FAILED", on the line of the error or above it.
    private static void ReadStackEvent(FoundDenial denial, ReadOnlySpan<char> before)
    {
        const string Anchor = "AWS::";
        var at = before.LastIndexOf(Anchor);
        if (denial.Operation is not null || at < 0)
        {
            return;
        }

        var name = before[(at + Anchor.Length)..];
        var end = name.IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:");
        name = end < 0 ? name : name[..end];
        var parts = name.IndexOf("::") is > 0 and var separator ? separator : 0;
        if (parts == 0 || SdkServices.PrefixOf(name[..parts]) is not { } service || (denial.Service is not null && denial.Service != service))
        {
            return;
        }

        var near = before[Math.Max(0, at - LongestLine)..];
        var (last, verbs) = (-1, Array.Empty<string>());
        foreach (var (status, candidates) in s_statuses)
        {
            if (near.LastIndexOf(status) is var place && place > last)
            {
                (last, verbs) = (place, candidates);
            }
        }

        var type = name[(parts + 2)..].ToString();
        var operations = verbs.Select(verb => verb + type).Where(operation => Exists(service, operation)).ToList();
        if (operations is [var only])
        {
            denial.Service = service;
            denial.Operation = only;
        }
    }

    private static bool Exists(string service, string operation) =>
        ActionCatalog.Default.FindOperation($"{service}.amazonaws.com", operation).IsExact;

    // list-conversations is ListConversations.
    private static string Pascal(string command)
    {
        var name = new System.Text.StringBuilder(command.Length);
        foreach (var word in command.Split('-'))
        {
            if (word.Length == 0 || !word.All(char.IsAsciiLetterOrDigit))
            {
                return "";
            }

            name.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        return name.ToString();
    }
}
