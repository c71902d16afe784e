using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.Contracts;

/// <summary>The sample of another cloud, as a container resolves it.</summary>
internal static class Nimbus
{
    public static T Get<T>()
        where T : class
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseNimbus(File.ReadAllText(Path.Combine(SampleData.Cases, "OtherCloud", "policies.json")));
        return services.BuildServiceProvider().GetRequiredService<T>();
    }
}
