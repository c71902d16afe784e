using System.Text.Json;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class AwsPrincipalTests
{
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/AwsPrincipal.json" })]
    public void TryParse_CaseFile_GivesThePrincipal(JsonElement c)
    {
        AwsPrincipal.TryParse(c.Text("text"), out var principal, out var problem);

        if (c.Text("problem") is { } words)
        {
            principal.Should().BeNull(because: c.Rule());
            problem.Should().Contain(words);
        }
        else
        {
            problem.Should().BeNull();
            Describe(principal!).Should().Be(c.Text("expected"), because: c.Rule());
            principal!.Id.Should().Be(c.Text("text"));
        }
    }

    internal static string Describe(Principal principal) => string.Join(
        " | ",
        principal.Kind,
        "account " + principal.AccountId,
        "entity " + principal.EntityId + (principal.EntityIsExact ? "" : " (path unknown)"),
        "id " + principal.UniqueId,
        "name " + principal.Name,
        "session " + principal.SessionName);
}
