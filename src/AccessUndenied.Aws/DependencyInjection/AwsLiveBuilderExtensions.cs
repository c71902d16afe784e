using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Policies;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Tells the analyzer to read the accounts themselves.</summary>
public static class AwsLiveBuilderExtensions
{
    /// <summary>Takes the policies from AWS; simulation stays on this machine.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <param name="organizationPath">A file such as <c>scp_data.json</c> to take the organization from; null to read it from AWS.</param>
    /// <remarks>Options out of their limits are an <see cref="ArgumentException"/> when the analyzer is first resolved.</remarks>
    public static AccessUndeniedBuilder UseAws(this AccessUndeniedBuilder builder, Action<AwsConnectionOptions>? configure = null, string? organizationPath = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseAwsEvents();
        builder.Services.Replace(ServiceDescriptor.Singleton(_ =>
        {
            var options = new AwsConnectionOptions();
            configure?.Invoke(options);
            return new AwsConnection(options);
        }));
        builder.Services.Replace(ServiceDescriptor.Singleton<IPolicySource>(services => new LivePolicySource(
            services.GetRequiredService<AwsConnection>(), services.GetServices<IResourcePolicyProvider>(), organizationPath)));
        return builder;
    }
}
