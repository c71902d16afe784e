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
    /// <param name="operation">The operation.</param>
    /// <param name="always">What every answer of it has: the names of elements, one of which is enough, with bars between them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="parameters">The parameters; those that are null are left out.</param>
    protected Task<XElement> QueryAsync(string operation, string always, CancellationToken cancellationToken, params (string Name, string? Value)[] parameters) =>
        QueryAsync(operation, result => Require(result, always), parameters, cancellationToken);

    /// <summary>The same with parameters that were collected before, and a check of the result that throws.</summary>
    protected async Task<XElement> QueryAsync(
        string operation, Action<XElement> check, IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancellationToken)
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
        return await SendAsync(
            request,
            answer =>
            {
                var result = ResultIn(answer.ToXml(), operation);
                check(result);
                return result;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Calls an operation of a JSON protocol whose members are texts; those that are null are left out.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="always">The member that every answer of it has.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="members">The members of the request.</param>
    protected Task<JsonElement> JsonAsync(string operation, string always, CancellationToken cancellationToken, params (string Name, string? Value)[] members) =>
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
            answer => Require(answer, always),
            cancellationToken);

    /// <summary>Calls an operation of a JSON protocol whose members <paramref name="write"/> writes.</summary>
    protected Task<JsonElement> JsonAsync(string operation, Action<Utf8JsonWriter> write, Action<JsonElement> check, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return SendAsync(
            new AwsRequest(operation) { Body = buffer.WrittenSpan.ToArray() },
            answer =>
            {
                var json = answer.ToJson();
                check(json);
                return json;
            },
            cancellationToken);
    }

    /// <summary>Whether everything hangs on <paramref name="operation"/>, so that it is tried longest.</summary>
    protected virtual bool IsVital(string operation) => false;

    /// <exception cref="BadAnswerException">It has no such member.</exception>
    protected static void Require(JsonElement answer, string always)
    {
        if (answer.Member(always).ValueKind == JsonValueKind.Undefined)
        {
            throw new BadAnswerException(always);
        }
    }

    /// <exception cref="BadAnswerException">It has none of the elements.</exception>
    protected static void Require(XElement result, string always)
    {
        if (!always.Split('|').Any(name => result.Child(name) is not null))
        {
            throw new BadAnswerException(always.Split('|')[0]);
        }
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
            cancellationToken,
            IsVital(request.Operation));

    /// <summary>Waits as long as the service asks for between two calls.</summary>
    protected virtual Task WaitForTurnAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // <GetRoleResponse><GetRoleResult>; EC2 has no second element.
    private XElement ResultIn(XElement root, string operation)
    {
        if (root.Name.LocalName != operation + "Response")
        {
            throw new BadAnswerException(operation + "Response");
        }

        return _service.Protocol == AwsProtocol.Ec2 ? root : root.Child(operation + "Result") ?? throw new BadAnswerException(operation + "Result");
    }
}
