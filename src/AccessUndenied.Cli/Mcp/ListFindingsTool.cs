using System.Text.Json;
using AccessUndenied.Aws;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using ModelContextProtocol.Protocol;

namespace AccessUndenied.Cli.Mcp;

/// <summary><c>list_findings</c>: the denials of the server's sources, those of one cause taken together.</summary>
internal sealed class ListFindingsTool : ITool
{
    private const int StandardLimit = 10;
    private const int HighestLimit = 200;

    private readonly FindingStore _findings;

    public ListFindingsTool(FindingStore findings) => _findings = findings;

    public Tool Description { get; } = new()
    {
        Name = "list_findings",
        Title = "List the denials by cause",
        Description = McpMessages.ListFindings,
        InputSchema = ToolSchemas.ListFindings,
        OutputSchema = ToolSchemas.Findings,
        Annotations = ToolSchemas.ReadOnly("List the denials by cause"),
    };

    public async Task<CallToolResult> CallAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var limit = arguments.Count("limit", StandardLimit, HighestLimit);
        var service = arguments.Text("service");
        var account = arguments.Text("account");
        if (account is not null && !ArgumentForms.IsAccount(account))
        {
            throw new ToolFaultException(McpMessages.NotOfKind("account", McpMessages.AccountForm));
        }

        if (_findings.Sources.Count == 0)
        {
            throw new ToolFaultException(McpMessages.NoSources);
        }

        var all = await _findings.ReadAgainAsync(cancellationToken);
        var numbered = all.Select((finding, index) => (Number: index + 1, Finding: finding)).Where(one => IsOf(one.Finding, service, account)).ToList();
        var shown = numbered.Take(limit).ToList();
        var text = numbered.Count == 0 && all.Count > 0
            ? McpMessages.NoneOf(all.Count, service, account)
            : ToolAnswer.Text(ReportFormat.Text, isGrouped: true, writer => shown.ForEach(one => writer.Write(one.Finding)));
        var leftOut = numbered.Count - shown.Count;
        return ToolAnswer.Of(leftOut == 0 ? text : $"{text}\n{McpMessages.LeftOut(leftOut)}\n", writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("Total", numbered.Count);
            writer.WriteNumber("LeftOut", leftOut);
            writer.WriteStartArray("Findings");
            foreach (var (number, finding) in shown)
            {
                writer.WriteStartObject();
                writer.WriteString("Uri", FindingResources.UriOf(number));
                writer.WritePropertyName("Finding");
                writer.WriteRawValue(FindingResources.Json(finding, indented: false));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static bool IsOf(Finding finding, string? service, string? account) =>
        (service is null || finding.Actions.Any(action => action.Name.StartsWith(service + ":", StringComparison.OrdinalIgnoreCase)))
        && (account is null || finding.Principals.Concat(finding.Resources).Any(member => IsIn(member.Name, account)));

    private static bool IsIn(string name, string account) => Arn.TryParse(name, out var arn) ? arn.AccountId.SequenceEqual(account) : name == account;
}
