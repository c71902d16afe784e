using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="IPolicyDialect"/> promises, asked of every implementation.</summary>
public abstract class PolicyDialectContract
{
    private static readonly string[] s_strange = ["", "*", "arn:", "arn:aws:::::", "\u0000\u202e../..", "$(touch x)", new('a', 10_000)];

    /// <summary>The dialect under test.</summary>
    protected abstract IPolicyDialect Dialect { get; }

    /// <summary>A request whose caller can be named in a policy.</summary>
    protected abstract AuthorizationRequest Known { get; }

    [Test]
    public void Version_OfNewPolicies_IsReadBack() =>
        PolicyDocument.Parse($$"""{"Version":"{{Dialect.Version}}","Statement":[]}""").Version.Should().Be(Dialect.Version);

    [TestCase("s3:GetObject", true)]
    [TestCase("s3:Get*", false)]
    [TestCase("*", false)]
    [TestCase("s3:GetObjec?", false)]
    public void IsActionName_PatternsOfActions_AreNone(string action, bool isOne) => Dialect.IsActionName(action).Should().Be(isOne);

    [Test]
    public void NameOf_AKnownCaller_NamesThatCallerAlone()
    {
        foreach (var layer in Enum.GetValues<PolicyLayer>())
        {
            if (Dialect.NameOf(Known.Principal, layer) is { } name)
            {
                name.Type.Should().NotBeEmpty();
                name.Value.Should().NotBeEmpty();
                (name.Value != "*" || Dialect.CallerConditionsOf(Known.Principal, layer).Count > 0).Should().BeTrue("whoever names everybody has to narrow it by a condition");
            }
        }
    }

    [Test]
    public void NameOf_Nobody_IsNeverACallerInParticular() =>
        Dialect.NameOf(Principal.Anonymous)?.Value.Should().Be("*");

    [Test]
    public void ConditionsOf_EveryLayer_AreWholeAndStayTheSame()
    {
        foreach (var layer in Enum.GetValues<PolicyLayer>())
        {
            var conditions = Dialect.ConditionsOf(Known, layer);
            conditions.Where(condition => condition.Operator.Length == 0 || condition.Key.Length == 0 || condition.Value.Length == 0).Should().BeEmpty();
            Dialect.ConditionsOf(Known, layer).Should().Equal(conditions);
        }
    }

    [Test]
    public void EveryQuestion_OfStrangeNames_IsAnAnswer([ValueSource(nameof(s_strange))] string text)
    {
        var request = Known with { Action = text, Resource = new(text), Principal = Known.Principal with { Id = text, Name = text, EntityId = text } };
        foreach (var layer in Enum.GetValues<PolicyLayer>())
        {
            var asking = () => (
                Dialect.NameOf(request.Principal, layer), Dialect.CallerConditionsOf(request.Principal, layer), Dialect.WhatTells(request.Principal), Dialect.ExemptionOf(request),
                Dialect.ConditionsOf(request, layer), Dialect.PlaceholdersOf(request, layer), Dialect.CanHave(request, text), Dialect.CanCarry(request, text),
                Dialect.IsChosenByCaller(text), Dialect.TellsWhoCalls(text), Dialect.AsksOnPattern(request), Dialect.ResourceOf(request), Dialect.PlaceOf(layer, text), Dialect.FullAccessOf(layer));
            asking.Should().NotThrow();
        }
    }

    [Test]
    public void ScriptsOf_AnAddition_AreNamedAndTheSameEachTime()
    {
        var change = new PolicyChange.AddStatements
        {
            Layer = PolicyLayer.Identity,
            AttachmentTarget = Known.Principal.EntityId,
            Json = $$"""{"Version":"{{Dialect.Version}}","Statement":[{"Effect":"Allow","Action":"{{Known.Action}}","Resource":"{{Known.Resource.Value}}"}]}""",
        };

        var scripts = Dialect.ScriptsOf(change);
        scripts.Where(script => script.Format.Length == 0 || script.Text.Length == 0).Should().BeEmpty();
        Dialect.ScriptsOf(change).Should().BeEquivalentTo(scripts);
    }

    [Test]
    public void LongestPolicy_EveryLayer_IsPositiveOrUnknown()
    {
        foreach (var layer in Enum.GetValues<PolicyLayer>())
        {
            foreach (var origin in Enum.GetValues<PolicyOrigin>())
            {
                (Dialect.LongestPolicy(layer, origin) ?? 1).Should().BePositive();
            }
        }
    }
}
