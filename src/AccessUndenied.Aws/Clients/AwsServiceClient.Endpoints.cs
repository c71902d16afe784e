using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util.Internal;

namespace AccessUndenied.Aws.Clients;

internal abstract partial class AwsServiceClient
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigningHandler());
    }

    /// <summary>The SDK's settings for one service in one region.</summary>
    private sealed class ServiceConfig : ClientConfig
    {
        private static readonly string s_userAgent = InternalSDKUtils.BuildUserAgentString("AccessUndenied", typeof(ServiceConfig).Assembly.GetName().Version?.ToString(3) ?? "0");

        public ServiceConfig(AwsService service, string region, ClientSettings settings)
            : base(new DefaultConfigurationProvider([Defaults(DefaultConfigurationMode.Standard), Defaults(DefaultConfigurationMode.InRegion), Defaults(DefaultConfigurationMode.CrossRegion)]))
        {
            Service = service;
            ServiceId = service.Id;
            Region = region;
            Metadata = new ServiceName(service.Id);
            AuthenticationServiceName = service.SigningName ?? service.Prefix;
            settings.Apply(this, service.GlobalRegion?.Invoke(Aws.Partitions.OfRegion(region)) ?? region);
        }

        public AwsService Service { get; }

        public string Region { get; }

        public IServiceMetadata Metadata { get; }

        public override string RegionEndpointServiceName => Service.Host;

        public override string ServiceVersion => Service.Version;

        public override string UserAgent => s_userAgent;

        public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => FindEndpoint();

        /// <summary>The endpoint that settings name, else the service's own.</summary>
        public Endpoint FindEndpoint() =>
            new(ServiceURL is { Length: > 0 } url ? url : AwsEndpoints.Of(Service, Region, UseFIPSEndpoint, UseDualstackEndpoint).Url);

        private static DefaultConfiguration Defaults(DefaultConfigurationMode mode) => new()
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = TimeSpan.FromMilliseconds(mode == DefaultConfigurationMode.InRegion ? 1100 : 3100),
        };
    }

    private sealed class ServiceName(string id) : IServiceMetadata
    {
        public string ServiceId => id;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private sealed class ServiceEndpointResolver : BaseEndpointResolver
    {
        public override void ProcessRequestHandlers(IExecutionContext executionContext)
        {
            var context = executionContext.RequestContext;
            var config = (ServiceConfig)context.ClientConfig;
            context.Request.Endpoint = new Uri(config.FindEndpoint().URL);
            context.Request.AuthenticationRegion = config.AuthenticationRegion;

            // An endpoint that settings name is one address, and has no names below it.
            if (string.IsNullOrEmpty(config.ServiceURL))
            {
                InjectHostPrefix(context);
            }
        }
    }

    private sealed class SigningHandler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
