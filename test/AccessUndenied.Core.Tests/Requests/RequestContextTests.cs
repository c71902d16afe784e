using AccessUndenied.Requests;

namespace AccessUndenied.Core.Tests.Requests;

public sealed class RequestContextTests
{
    [Test]
    public void TryGet_AnotherCase_FindsTheKey()
    {
        var context = RequestContext.Of([new("aws:SourceIp", ContextValue.Of("192.0.2.1"))]);
        context.TryGet("AWS:sourceip", out var value).Should().BeTrue(because: "COND-05");
        value[0].Should().Be("192.0.2.1");
        context.TryGet("aws:SourceVpc", out _).Should().BeFalse();
        context["aws:SourceVpc"].Should().Be(ContextValue.Absent);
    }

    [Test]
    public void TryGet_TagsThatDifferInCaseAlone_FindsTheExactOneFirst()
    {
        var context = RequestContext.Of(
        [
            new("aws:PrincipalTag/Team", ContextValue.Of("first")),
            new("aws:PrincipalTag/team", ContextValue.Of("second")),
        ]);
        context["aws:PrincipalTag/team"][0].Should().Be("second");
        context["AWS:principaltag/team"][0].Should().Be("second");
        context["aws:PrincipalTag/Team"][0].Should().Be("first");
        context["aws:PrincipalTag/TEAM"][0].Should().Be("first", because: "the first stands for all other spellings");
        context.Should().HaveCount(2);
    }

    [Test]
    public void Of_SameKeyTwice_KeepsTheFirst()
    {
        var context = RequestContext.Of([new("aws:SourceIp", ContextValue.Of("1")), new("aws:sourceip", ContextValue.Of("2"))]);
        context["AWS:SOURCEIP"][0].Should().Be("1");
    }

    [Test]
    public void Resolving_KeyAskedOften_IsResolvedOnce()
    {
        var calls = 0;
        var context = RequestContext.Resolving([new("given", ContextValue.Of("g"))], key =>
        {
            calls++;
            return key == "none" ? ContextValue.Absent : ContextValue.Unknown;
        });
        for (var i = 0; i < 5; i++)
        {
            context["given"].Should().Be(ContextValue.Of("g"));
            context["some"].Should().Be(ContextValue.Unknown);
            context.TryGet("none", out var value).Should().BeTrue(because: "a resolver speaks of every key");
            value.IsAbsent.Should().BeTrue();
        }

        calls.Should().Be(2);
        context.Select(pair => pair.Key).Should().Equal("given", "some", "none");
    }

    [Test]
    public void Resolving_ResolverThatFails_IsAskedAgain()
    {
        var calls = 0;
        var context = RequestContext.Resolving([], _ => ++calls == 1 ? throw new InvalidOperationException("once") : ContextValue.Of("x"));
        ((Func<ContextValue>)(() => context["key"])).Should().Throw<InvalidOperationException>();
        context["key"].Should().Be(ContextValue.Of("x"));
    }

    [Test]
    public void Resolving_ManyThreads_ResolveEachKeyOnceAndAgree()
    {
        var calls = 0;
        var context = RequestContext.Resolving([], key =>
        {
            Interlocked.Increment(ref calls);
            return ContextValue.Of(key);
        });
        Parallel.For(0, 8, worker =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                var key = $"key-{(i * (worker + 1)) % 50}";
                if (context[key][0] != key)
                {
                    throw new InvalidOperationException($"{key} is {context[key]}");
                }

                _ = context.Count();
            }
        });
        calls.Should().Be(50);
    }

    [Test]
    public void Empty_HasNoKey()
    {
        RequestContext.Empty.IsEmpty.Should().BeTrue();
        RequestContext.Empty["aws:SourceIp"].IsAbsent.Should().BeTrue();
    }

    [Test]
    public void ContextFacts_CompletePrefix_SaysThatAKeyIsAbsent()
    {
        var values = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase) { ["aws:PrincipalTag/team"] = ContextValue.Of("app") };
        var facts = new ContextFacts(values, ["aws:PrincipalTag/"]);
        facts.TryGet("aws:principaltag/TEAM", out var team).Should().BeTrue();
        team[0].Should().Be("app");
        facts.TryGet("aws:PrincipalTag/env", out var env).Should().BeTrue();
        env.IsAbsent.Should().BeTrue();
        facts.TryGet("aws:ResourceTag/env", out _).Should().BeFalse();
    }
}
