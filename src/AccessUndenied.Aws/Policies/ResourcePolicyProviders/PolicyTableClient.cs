using System.Text.Json;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>Makes the calls of the rows of <see cref="PolicyTable"/> that one service answers.</summary>
internal sealed class PolicyTableClient : AwsServiceClient
{
    private const string NoStatements = "{}";

    private readonly AwsService _service;

    public PolicyTableClient(AccountAccess access, AwsService service, string region)
        : base(access, service, region) => _service = service;

    /// <summary>The policies that <paramref name="row"/> reads; none where there is none.</summary>
    /// <param name="row">A row of this client's service.</param>
    /// <param name="values">What the names in the row stand for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AwsCallException">They cannot be read, or the answer is not one of the operation.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(PolicyRow row, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var documents = new List<string>();
        var pages = new PageTokens(row.Permission, Access.AccountId);
        string? next = null;
        do
        {
            next = _service.Protocol is AwsProtocol.Query or AwsProtocol.Ec2 or AwsProtocol.RestXml
                ? Add(documents, row, await SendForXmlAsync(row, values, cancellationToken).ConfigureAwait(false))
                : Add(documents, row, await SendForJsonAsync(row, values, next, cancellationToken).ConfigureAwait(false));
        }
        while (pages.GoesOnWith(next));

        return documents;
    }

    private Task<XElement> SendForXmlAsync(PolicyRow row, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        _service.Protocol == AwsProtocol.RestXml
            ? SendAsync(RequestOf(row, values), answer => WholeOf(row, answer.ToXml()), cancellationToken, row.Permission)
            : QueryAsync(
                row.Operation,
                result => WholeOf(row, result),
                Filled(row.Call.Members, values).Select(member => (member.Name, (string?)member.Value)),
                cancellationToken);

    private Task<JsonElement> SendForJsonAsync(PolicyRow row, IReadOnlyDictionary<string, string> values, string? next, CancellationToken cancellationToken)
    {
        var members = Filled(row.Call.Members, values);
        if (row.NextPage is { } name && next is not null)
        {
            members = [.. members, (name, next)];
        }

        return _service.Protocol == AwsProtocol.RestJson
            ? SendAsync(RequestOf(row, values, members), answer => WholeOf(row, answer.ToJson()), cancellationToken, row.Permission)
            : JsonAsync(row.Operation, writer => members.ToList().ForEach(member => writer.WriteString(member.Name, member.Value)), answer => WholeOf(row, answer), cancellationToken);
    }

    private static AwsRequest RequestOf(PolicyRow row, IReadOnlyDictionary<string, string> values, IReadOnlyList<(string Name, string Value)>? members = null) =>
        new(row.Operation)
        {
            Method = row.Call.Method,
            Path = row.Call.Path,
            PathValues = [.. values.Where(value => row.Call.Path.Contains($"{{{value.Key}}}", StringComparison.Ordinal)).Select(value => (value.Key, value.Value))],
            Query = Filled(row.Call.Query, values),
            Headers = Filled(row.Headers, values),
            HostPrefix = row.HostPrefix is { } prefix ? PolicyCall.Fill(prefix, values) : null,
            Body = members is { Count: > 0 } ? BodyOf(members) : null,
        };

    private static byte[] BodyOf(IReadOnlyList<(string Name, string Value)> members) =>
        JsonSerializer.SerializeToUtf8Bytes(members.ToDictionary(member => member.Name, member => member.Value), PolicyTableJson.Default.DictionaryStringString);

    private static (string Name, string Value)[] Filled(IReadOnlyList<(string Name, string Value)> templates, IReadOnlyDictionary<string, string> values) =>
        [.. templates.Select(template => (template.Name, PolicyCall.Fill(template.Value, values)))];

    private static string? Add(List<string> documents, PolicyRow row, XElement answer)
    {
        documents.AddRange(row.Policy.In(answer).Select(element => element.Value).Where(IsDocument));
        return null;
    }

    private static string? Add(List<string> documents, PolicyRow row, JsonElement answer)
    {
        if (row.InForce is not { } condition || answer.Text(condition.Member) == condition.Value)
        {
            // A page that comes twice counts once.
            documents.AddRange(row.Policy.In(answer).Select(TextOf).OfType<string>().Where(text => IsDocument(text) && !documents.Contains(text)));
        }

        return row.NextPage is { } name ? answer.Text(name) : null;
    }

    private static XElement WholeOf(PolicyRow row, XElement answer)
    {
        Check(row, row.Always?.In(answer).Any(), row.Policy.In(answer).Any(element => element.Value.Length > 0));
        return answer;
    }

    private static JsonElement WholeOf(PolicyRow row, JsonElement answer)
    {
        Check(row, row.Always?.In(answer).Any(), row.Policy.In(answer).Select(TextOf).Any(text => text?.Length > 0));
        return answer;
    }

    // An answer without a policy is one only where it has what such answers always have.
    private static void Check(PolicyRow row, bool? hasAlways, bool hasPolicy)
    {
        if (hasAlways == false || (hasAlways is null && !hasPolicy))
        {
            throw new BadAnswerException((row.Always ?? row.Policy).Text);
        }
    }

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Object => element.GetRawText(),
        _ => null,
    };

    private static bool IsDocument(string text) => text.Length > 0 && text.Trim() != NoStatements;
}
