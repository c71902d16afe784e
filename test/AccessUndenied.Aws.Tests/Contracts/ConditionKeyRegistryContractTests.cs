using AccessUndenied.Conditions;
using AccessUndenied.Contracts;
using AccessUndenied.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class ConditionKeyRegistryContractTests : ConditionKeyRegistryContract
{
    protected override ConditionKeyQuery Query => new(ContractEvents.Denied, ContractRequests.OfSample, ContextFacts.None);

    protected override IConditionKeyRegistry RegistryOf(params IConditionKeyProvider[] providers)
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied();
        foreach (var provider in providers)
        {
            services.AddSingleton(provider);
        }

        return services.BuildServiceProvider().GetRequiredService<IConditionKeyRegistry>();
    }
}
