using AccessUndenied.Results;
using AccessUndenied.Samples.ErrorTexts;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples.Tests.ErrorTexts;

/// <summary>The sample that explains pasted texts.</summary>
public sealed class ErrorTextExplainerTests
{
    [Test]
    public async Task ExplainAsync_TwoErrorsOneWithoutACaller_ExplainsBoth()
    {
        const string Text = """
            User: arn:aws:sts::123456789012:assumed-role/app-orders/orders-api-7f9c is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-customer because no identity-based policy allows the dynamodb:Query action

            fatal error: An error occurred (403) when calling the HeadBucket operation: Forbidden
            """;
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json"));
        await using var provider = services.BuildServiceProvider();

        var results = await new ErrorTextExplainer(provider.GetRequiredService<IAccessDeniedAnalyzer>()).ExplainAsync(Text, "arn:aws:iam::123456789012:role/service/app-orders");

        results.Should().HaveCount(2);
        results[0].Assessment.Should().Be(Assessment.MissingAllowInIdentityPolicy);
        results[1].Request!.Action.Should().Be("s3:ListBucket");
        results[1].Request!.Principal.Id.Should().Be("arn:aws:iam::123456789012:role/service/app-orders");
    }
}
