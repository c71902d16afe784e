using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AccessUndenied.Aws.Clients;

/// <summary>A client for the few operations that are read of a service, on the SDK's own pipeline.</summary>
/// <remarks>
/// The SDK signs, retries, finds credentials and endpoint settings, and logs; only writing requests and reading answers is done here.
/// This class alone touches the SDK's Internal namespaces. Each call waits for its turn in the account's <see cref="AccountAccess"/>.
/// </remarks>
internal abstract partial class AwsServiceClient : AmazonServiceClient
{
    private readonly AccountAccess _access;
    private readonly AwsService _service;
    private readonly InvokeOptions _options;

    protected AwsServiceClient(AccountAccess access, AwsService service, string region, ClientSettings? settings = null)
        : base(access.Credentials, new ServiceConfig(service, region, settings ?? access.Settings))
    {
        _access = access;
        _service = service;
        _options = new() { RequestMarshaller = new RequestWriter(service), ResponseUnmarshaller = AnswerReader.Instance };
    }

    protected AccountAccess Access => _access;

    // Asked by the base class's constructor, when there are no fields yet.
    protected override IServiceMetadata ServiceMetadata => ((ServiceConfig)Config).Metadata;

    /// <summary>Calls an operation of the query protocol; the element that holds its result.</summary>
    protected Task<XElement> QueryAsync(string operation, CancellationToken cancellationToken, params (string Name, string? Value)[] parameters) =>
        QueryAsync(operation, parameters, cancellationToken);

    /// <summary>The same with parameters that were collected before.</summary>
    protected async Task<XElement> QueryAsync(string operation, IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancellationToken)
    {
        var form = new StringBuilder("Action=").Append(operation).Append("&Version=").Append(_service.Version);
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                form.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        var request = new AwsRequest(operation) { Body = Encoding.UTF8.GetBytes(form.ToString()) };
        return await SendAsync(request, answer => ResultIn(answer.ToXml(), operation), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls an operation of a JSON protocol whose members are texts; those that are null are left out.</summary>
    protected Task<JsonElement> JsonAsync(string operation, CancellationToken cancellationToken, params (string Name, string? Value)[] members) =>
        JsonAsync(
            operation,
            writer =>
            {
                foreach (var (name, value) in members)
                {
                    if (value is not null)
                    {
                        writer.WriteString(name, value);
                    }
                }
            },
            cancellationToken);

    /// <summary>Calls an operation of a JSON protocol whose members <paramref name="write"/> writes.</summary>
    protected Task<JsonElement> JsonAsync(string operation, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return SendAsync(new AwsRequest(operation) { Body = buffer.WrittenSpan.ToArray() }, answer => answer.ToJson(), cancellationToken);
    }

    /// <summary>Sends <paramref name="request"/>, and again as long as it is worth it.</summary>
    /// <exception cref="AwsCallException">It did not go well.</exception>
    protected Task<T> SendAsync<T>(AwsRequest request, Func<AwsAnswer, T> read, CancellationToken cancellationToken, string? permission = null) =>
        _access.RunAsync(
            permission ?? $"{_service.Prefix}:{request.Operation}",
            async token =>
            {
                await WaitForTurnAsync(token).ConfigureAwait(false);
                return read(await InvokeAsync<AwsAnswer>(request, _options, token).ConfigureAwait(false));
            },
            cancellationToken);

    /// <summary>Waits as long as the service asks for between two calls.</summary>
    protected virtual Task WaitForTurnAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The items of the list <paramref name="list"/>, which every page of <paramref name="operation"/> has.</summary>
    /// <exception cref="AwsCallException">It has none.</exception>
    protected IEnumerable<JsonElement> ItemsOf(JsonElement page, string operation, string list) =>
        page.Member(list).ValueKind == JsonValueKind.Array ? page.Items(list) : throw Lacks(operation, list);

    /// <summary>What to throw where an answer has not what every one of <paramref name="operation"/> has.</summary>
    protected AwsCallException Lacks(string operation, string member) =>
        new(AwsFault.Unreachable, null, LiveMessages.LacksMember($"{_service.Prefix}:{operation}", _access.AccountId, member), null);

    // <GetRoleResponse><GetRoleResult>; EC2 has no second element.
    private static XElement ResultIn(XElement root, string operation) => root.Child(operation + "Result") ?? root;
}
