using System.Text.Json;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class ArnTests
{
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Arn.json" })]
    public void TryParse_CaseFile_GivesTheSixFields(JsonElement c)
    {
        var read = Arn.TryParse(c.Text("text"), out var arn);

        var found = read ? string.Join(" | ", arn.Partition.ToString(), arn.Service.ToString(), arn.Region.ToString(), arn.AccountId.ToString(), arn.Resource.ToString(), arn.ResourceType.ToString()) : null;
        found.Should().Be(c.Text("expected"), because: c.Rule());
        arn.ToString().Should().Be(read ? c.Text("text") : "");
    }

    [Test]
    public void Equals_SameText_IsEqual()
    {
        Arn.TryParse("arn:aws:s3:::bucket", out var one).Should().BeTrue();
        Arn.TryParse(new string("arn:aws:s3:::bucket".ToCharArray()), out var other).Should().BeTrue();

        one.Should().Be(other);
    }

    [Test]
    public void Fields_Default_AreEmpty() => (default(Arn).Partition.IsEmpty && default(Arn).Resource.IsEmpty).Should().BeTrue();
}
