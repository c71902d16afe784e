using System.Globalization;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Adding calls up: groups, order, bounds.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TallyTests
{
    [Test]
    public void ToResult_CallsOfOneEntityActionAndResource_AreOneGroupMostCallsFirst()
    {
        var tally = new ReplayTally(hasChanges: true);
        tally.Add(Changed(1, "arn:aws:s3:::b/x"));
        for (var i = 2; i < 10; i++)
        {
            tally.Add(Changed(i, "arn:aws:s3:::b/y"));
        }

        var changed = tally.ToResult().Changed;
        changed.Select(group => (group.Difference.Resource, group.Count)).Should().Equal(("arn:aws:s3:::b/y", 8L), ("arn:aws:s3:::b/x", 1L));
        changed[0].EventIds.Should().Equal("2", "3", "4", "5", "6");
        changed[0].First.Should().Be(Time(2));
        changed[0].Last.Should().Be(Time(9));
        tally.HasChanged.Should().BeTrue();
    }

    [Test]
    public void ToResult_MoreResourcesThanTheBound_CountsThemUnderWiderNamesAndLosesNone()
    {
        var tally = new ReplayTally(hasChanges: true, maxGroups: 3);
        for (var i = 0; i < 100; i++)
        {
            tally.Add(Changed(i, string.Create(CultureInfo.InvariantCulture, $"arn:aws:s3:::b{i % 10}/{i}")));
        }

        var result = tally.ToResult();
        result.Changed.Sum(group => group.Count).Should().Be(100).And.Be(result.ChangedCalls);
        result.Changed.Should().HaveCountLessThanOrEqualTo(10);
        result.Changed.Select(group => group.Difference.Resource).Should().Contain("arn:aws:s3:::b3/*").And.Contain("*");
        result.Folded.Should().Be(97);
    }

    [Test]
    public void ToResult_MoreCallersThanTheBound_StillIsBounded()
    {
        var tally = new ReplayTally(hasChanges: true, maxGroups: 2);
        for (var i = 0; i < 1000; i++)
        {
            tally.Add(Changed(i, "*", string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::111111111111:role/r{i}")));
        }

        var result = tally.ToResult();
        result.Changed.Should().HaveCountLessThanOrEqualTo(8);
        result.Changed.Sum(group => group.Count).Should().Be(1000);
    }

    [Test]
    public void ToResult_Agreement_NeverCountsUndecidedAsAgreement()
    {
        var tally = new ReplayTally(hasChanges: false);
        tally.Add(Compared(CallOutcome.Succeeded, CallAgreement.Agrees));
        tally.Add(Compared(CallOutcome.Succeeded, CallAgreement.Undecided));
        tally.Add(Compared(CallOutcome.Denied, CallAgreement.Disagrees));
        tally.Add(Compared(CallOutcome.Failed, CallAgreement.NotCounted));
        tally.Add(new() { EventId = "s", SkipReason = "sign-in" });
        var result = tally.ToResult();
        result.Allowed.Should().Be(new AgreementCounts(1, 0, 1));
        result.Denied.Should().Be(new AgreementCounts(0, 1, 0));
        result.Records.Should().Be(5);
        result.Requests.Should().Be(4);
        result.Skipped.Should().Equal(new Dictionary<string, long>(StringComparer.Ordinal) { ["sign-in"] = 1 });
        result.Changed.Should().BeEmpty();
    }

    [TestCase(0)]
    [TestCase(10_000_001)]
    public void Tally_BoundOutsideOfItsLimits_IsRefused(int most) =>
        FluentActions.Invoking(() => new ReplayTally(true, most)).Should().Throw<ArgumentOutOfRangeException>().WithMessage($"MaxGroups must be from 1 to 10000000; it is {most}*");

    private static DateTimeOffset Time(int number) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(number);

    private static ReplayedCall Changed(int number, string resource, string principal = "arn:aws:iam::111111111111:role/app") => new()
    {
        EventId = number.ToString(CultureInfo.InvariantCulture),
        Time = Time(number),
        Requests = 1,
        Agreement = CallAgreement.Agrees,
        Change = new()
        {
            Principal = principal, Action = "s3:GetObject", Resource = resource, Before = Decision.Allowed, After = Decision.ExplicitDeny, Layer = PolicyLayer.ServiceControl,
            Policy = "Guard", Sid = "S",
        },
    };

    private static ReplayedCall Compared(CallOutcome outcome, CallAgreement agreement) => new()
    {
        EventId = "e", Outcome = outcome, Requests = 1, Agreement = agreement, Service = "s3.amazonaws.com",
    };
}
