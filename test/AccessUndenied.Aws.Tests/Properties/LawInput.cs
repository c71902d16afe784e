using AccessUndenied.Aws.Tests.Reference;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>A request, statements that suit it, and a number by which a law picks places in it.</summary>
/// <param name="Scenario">Who asks for what.</param>
/// <param name="Text">The request.</param>
/// <param name="Bare">A statement without principal.</param>
/// <param name="Named">A statement with one.</param>
/// <param name="Pick">The number.</param>
internal sealed record LawInput(RequestScenario Scenario, string Text, string Bare, string Named, int Pick)
{
    private static readonly string[] s_members =
    [
        "identityPolicies", "permissionsBoundaries", "sessionPolicies", "resourcePolicy", "serviceControlPolicies", "resourceControlPolicies",
        "vpcEndpointPolicies",
    ];

    public static Gen<LawInput> Any { get; } = RequestScenario.Any.SelectMany(scenario => Gen.Select(
        SimulationRequests.Of(scenario),
        RequestStatements.Bare(scenario),
        RequestStatements.WithPrincipal(scenario),
        Gen.Int[0, 9999],
        (text, bare, named, pick) => new LawInput(scenario, text, bare, named, pick)));

    /// <summary>The layer that the law picks, whether the request has one or not.</summary>
    public string Member => s_members[Pick % s_members.Length];

    /// <summary>A statement that suits <see cref="Member"/>.</summary>
    public string Statement => new EditableLayer(Member, null, []).NamesPrincipals ? Named : Bare;
}
