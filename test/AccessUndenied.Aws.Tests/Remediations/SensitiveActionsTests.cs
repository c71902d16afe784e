using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Remediations;

namespace AccessUndenied.Aws.Tests.Remediations;

[Parallelizable(ParallelScope.All)]
public sealed class SensitiveActionsTests
{
    // Actions that the catalog at hand does not list, or under another name; a table that warns of them too does no harm.
    private const int MostUnlisted = 40;

    [Test]
    public void Actions_Table_NamesActionsThatThereAre()
    {
        var unlisted = SensitiveActions.Actions.Where(action => ActionCatalog.Default.FindAction(action) is null).Order(StringComparer.Ordinal).ToList();
        unlisted.Should().HaveCountLessThanOrEqualTo(MostUnlisted, because: string.Join(' ', unlisted));
    }

    [TestCase("IAM:passrole", "privilege-escalation")]
    [TestCase("cloudtrail:StopLogging", "logging-off")]
    [TestCase("kms:ScheduleKeyDeletion", "key-destruction")]
    [TestCase("s3:DeleteBucket", "data-destruction")]
    [TestCase("ec2:ModifyImageAttribute", "sharing")]
    [TestCase("s3:PutBucketPublicAccessBlock", "public-access")]
    public void Find_SensitiveAction_SaysWhatItGives(string action, string id)
    {
        var found = SensitiveActions.Find(action);
        found!.Value.Id.Should().Be(id);
        found.Value.Page.Should().StartWith("https://docs.aws.amazon.com/");
        found.Value.Text.Should().EndWith(".").And.Contain("{caller}");
    }

    [TestCase("s3:GetObject")]
    [TestCase("ec2:DescribeInstances")]
    public void Find_HarmlessAction_IsNothing(string action) => SensitiveActions.Find(action).Should().BeNull();
}
