using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>The verdict alone, found through the index, is that of the trace, which looks at every statement.</summary>
public sealed class IndexLaws
{
    private readonly DecisionJudge _judge = new();

    [Test]
    public void Decide_EqualsSimulate() => SimulationRequests.Text.Sample(Same, iter: 4_000, threads: 1);

    [Test]
    public void Index_EqualsPlainScan_OnDocumentsOfManyStatements() => Crowded().Sample(Same, iter: 1_000, threads: 1);

    // A role's trust policy speaks of its own role, whatever its Resource says (TYPE-12).
    [Test]
    public void Index_OfATrustPolicyOfManyStatements_LeavesNoneOutBecauseOfItsResource()
    {
        var statements = Enumerable.Range(0, 20).Select(number => $$"""
            { "Effect": "{{(number == 13 ? "Deny" : "Allow")}}", "Principal": { "AWS": "111111111111" }, "Action": "sts:AssumeRole", "Resource": "arn:aws:s3:::bucket-{{number}}" }
            """);
        var text = $$"""
            { "principal": "arn:aws:iam::111111111111:user/app", "action": "sts:AssumeRole", "resource": "arn:aws:iam::111111111111:role/target",
              "resourcePolicy": { "Version": "2012-10-17", "Statement": [ {{string.Join(",", statements)}} ] } }
            """;
        _judge.Decide(text).Decision.Should().Be(Decision.ExplicitDeny);
        Same(text);
    }

    private void Same(string text)
    {
        var verdict = _judge.Decide(text);
        var result = _judge.Simulate(text);
        verdict.Decision.Should().Be(result.Decision, because: text);
        if (result.Error is null)
        {
            verdict.Assessment.Should().Be(result.Assessment, because: text);
            verdict.Layer.Should().Be(result.DecisiveLayer, because: text);
        }

        _judge.Simulate(text, TraceDetail.DecidingStatements).Decision.Should().Be(result.Decision);
    }

    // Documents of 5 to 200 statements whose actions and resources share many a beginning with the request's.
    private static Gen<string> Crowded() => RequestScenario.Any.SelectMany(scenario => Gen.Select(
        SimulationRequests.Of(scenario),
        Gen.Frequency((3, RequestStatements.Bare(scenario)), (7, Near(scenario, null))).Array[5, 200],
        Gen.Frequency((3, RequestStatements.WithPrincipal(scenario)), (7, Near(scenario, Principal(scenario)))).Array[5, 200],
        (text, bare, named) =>
        {
            var draft = EditableRequest.Read(text);
            foreach (var layer in draft.Layers.Where(layer => layer.Policies.Count > 0))
            {
                layer.Policies[0].Statements.AddRange(layer.NamesPrincipals ? named : bare);
            }

            if (!draft.Layers.Exists(layer => layer.Member == "resourcePolicy"))
            {
                draft.Layers.Add(new("resourcePolicy", null, [new(named)]));
            }

            return draft.Write();
        }));

    private static Gen<string>? Principal(RequestScenario scenario) => Gen.OneOf(["*", .. scenario.CallerForms]).Select(RequestJson.Quote);

    private static Gen<string> Near(RequestScenario scenario, Gen<string>? principal) => Gen.Select(
        Gen.Frequency((9, Gen.Const("Allow")), (1, Gen.Const("Deny"))),
        Cut(scenario.Action),
        Cut(scenario.Resource),
        principal ?? Gen.Const(""),
        Gen.Int[0, 9],
        (effect, action, resource, who, form) => RequestJson.Object(
            ("Effect", RequestJson.Quote(effect)),
            ("Principal", who.Length == 0 ? null : RequestJson.Object(("AWS", who))),
            (form == 0 ? "NotAction" : "Action", RequestJson.Quote(action)),
            (form == 1 ? "NotResource" : "Resource", RequestJson.Quote(resource))));

    private static Gen<string> Cut(string text) => Gen.Select(Gen.Int[0, text.Length], Gen.OneOf("*", "", "?", "x", "X*", "${*}", "*e*"), Gen.Int[0, 5], (at, end, form) =>
        form switch
        {
            0 => text[..at].ToUpperInvariant() + end,
            1 => text + new string('x', 130) + end,
            _ => text[..at] + end,
        });
}
