using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AccessUndenied.Aws.Clients;

internal abstract partial class AwsServiceClient
{
    /// <summary>Turns an <see cref="AwsRequest"/> into the SDK's.</summary>
    private sealed class RequestWriter : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

        private readonly AwsService _service;

        public RequestWriter(AwsService service) => _service = service;

        public IRequest Marshall(AmazonWebServiceRequest input) => Write((AwsRequest)input);

        private DefaultRequest Write(AwsRequest input)
        {
            var request = new DefaultRequest(input, _service.Id)
            {
                HttpMethod = input.Method,
                ResourcePath = input.Path,
                HostPrefix = input.HostPrefix,
                Content = input.Body,
                UseQueryString = input.Query.Count > 0,
            };
            foreach (var (name, value) in input.PathValues)
            {
                request.AddPathResource("{" + name + "}", value);
            }

            foreach (var (name, value) in input.Query)
            {
                request.Parameters.Add(name, value);
            }

            foreach (var (name, value) in input.Headers)
            {
                request.Headers[name] = value;
            }

            AddProtocol(request, input);
            return request;
        }

        private void AddProtocol(DefaultRequest request, AwsRequest input)
        {
            switch (_service.Protocol)
            {
                case AwsProtocol.Query or AwsProtocol.Ec2:
                    request.Headers["Content-Type"] = Form;
                    break;
                case AwsProtocol.Json10 or AwsProtocol.Json11:
                    request.Headers["Content-Type"] = _service.Protocol == AwsProtocol.Json10 ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
                    request.Headers["X-Amz-Target"] = $"{_service.Target}.{input.Operation}";
                    break;
                default:
                    request.Headers["Accept"] = _service.Protocol == AwsProtocol.RestJson ? "application/json" : "application/xml";
                    if (input.Body is not null)
                    {
                        request.Headers["Content-Type"] = "application/json";
                    }

                    break;
            }
        }
    }

    /// <summary>Keeps an answer's bytes, and reads errors of every protocol.</summary>
    private sealed class AnswerReader : XmlResponseUnmarshaller
    {
        // Larger than any page that AWS sends; an endless answer must not fill the memory.
        private const int MaxBytes = 1 << 28;

        public static AnswerReader Instance { get; } = new();

        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) => new AwsAnswer { Body = ReadAll(input.Stream) };

        public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var error = AwsError.Read(ReadAll(input.Stream), input.ResponseData.GetHeaderValue("x-amzn-ErrorType"));
            var requestId = error.RequestId ?? input.ResponseData.GetHeaderValue("x-amzn-RequestId");
            var type = (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver;
            return new(error.Message ?? $"HTTP status {(int)statusCode}", innerException, type, error.Code ?? statusCode.ToString(), requestId, statusCode);
        }

        // Text and JSON alike: what is in the stream is not looked at here.
        private static byte[] ReadAll(Stream stream)
        {
            using var buffer = new MemoryStream();
            var chunk = new byte[81920];
            int read;
            while ((read = stream.Read(chunk, 0, chunk.Length)) > 0)
            {
                if (buffer.Length + read > MaxBytes)
                {
                    throw new AmazonClientException(LiveMessages.AnswerTooLong(MaxBytes));
                }

                buffer.Write(chunk, 0, read);
            }

            return buffer.ToArray();
        }
    }
}
