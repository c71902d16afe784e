using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Cluster.Tests.Partitioning;

/// <summary>How a trail falls into partitions.</summary>
public sealed class TrailPlanTests
{
    [Test]
    public async Task OfAsync_CloudTrailsLayout_HasAPartitionForEachAccountRegionAndDay()
    {
        using var folder = new TemporaryFolder();
        SampleTrail.Write(folder.Path, files: 40, recordsAFile: 1, seed: 1);

        var plan = await TrailPlan.OfAsync([folder.Path], TrailRange.All);

        var named = plan.Partitions.Where(partition => partition.Account is not null).ToList();
        named.Select(partition => (partition.Account, partition.Region, partition.Day)).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(10);
        plan.Partitions.Sum(partition => partition.Objects).Should().Be(41);
        plan.Partitions.Select(partition => partition.Number).Should().Equal(Enumerable.Range(0, plan.Partitions.Count));
    }

    [Test]
    public async Task OfAsync_FewBytesAPartition_SplitsFurther()
    {
        using var folder = new TemporaryFolder();
        SampleTrail.Write(folder.Path, files: 40, recordsAFile: 1, seed: 1);

        (await TrailPlan.OfAsync([folder.Path], TrailRange.All, partitionBytes: 1)).Partitions.Should().HaveCount(41).And.OnlyContain(partition => partition.Objects == 1);
    }

    [Test]
    public async Task OfAsync_Range_LeavesOutWhatNamesTell()
    {
        using var folder = new TemporaryFolder();
        SampleTrail.Write(folder.Path, files: 40, recordsAFile: 1, seed: 1);

        var plan = await TrailPlan.OfAsync([folder.Path], new TrailRange { Accounts = ["222222222222"] });

        plan.Partitions.Select(partition => partition.Account).Distinct().Should().BeEquivalentTo(["222222222222", null]);
    }

    [Test]
    public async Task ToBytes_ReadBack_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        SampleTrail.Write(folder.Path, files: 10, recordsAFile: 1, seed: 1);

        foreach (var partition in (await TrailPlan.OfAsync([folder.Path], TrailRange.All)).Partitions)
        {
            TrailPartition.Read(partition.ToBytes()).ToBytes().Should().Equal(partition.ToBytes());
        }
    }

    [Test]
    public void Read_SomethingElse_IsRefused() => FluentActions.Invoking(() => TrailPartition.Read("[1]"u8.ToArray())).Should().Throw<FormatException>();
}
