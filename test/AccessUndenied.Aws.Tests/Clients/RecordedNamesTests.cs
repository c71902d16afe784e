using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Tests.Rights;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Clients;

/// <summary>What a record says becomes no part of an address unless it has the shape of what it says it is.</summary>
public sealed class RecordedNamesTests
{
    // The account stands before the host of S3 Control: what is not a number would be another host.
    [TestCase("arn:aws:s3:eu-west-1:evil.com#:accesspoint/x", "'evil.com#' is no account's number*")]
    [TestCase("arn:aws:s3:eu-west-1:evil.com/:accesspoint/x", "'evil.com/' is no account's number*")]
    [TestCase("arn:aws:s3-object-lambda:eu-west-1:a@b:accesspoint/x", "'a@b' is no account's number*")]
    [TestCase("arn:aws-evil:s3:eu-west-1:123456789012:accesspoint/x", "'aws-evil' is no partition of AWS*")]
    [TestCase("arn:aws:s3:evil.com:123456789012:accesspoint/x", "'evil.com' is no region's name*")]
    [TestCase("arn:aws:s3-outposts:eu-west-1:123456789012:outpost/op-1\u0085y/accesspoint/x", "* holds control characters*")]
    [TestCase("arn:aws:s3:::arn:aws:s3:us-east-1:999999999999:accesspoint:x", "'arn:aws:s3:us-east-1:999999999999:accesspoint:x' is no bucket's name*")]
    [TestCase("arn:aws:s3:::evil.com?", null)]
    [TestCase("arn:aws:s3:::evil.com#", "'evil.com#' is no bucket's name*")]
    [TestCase("arn:aws:s3:::..", "'..' is no bucket's name*")]
    public async Task GetPolicy_HostileName_IsNotAsked(string arn, string? why)
    {
        await using var fake = await FakeAws.StartAsync(EveryFeature.World());
        using var connection = SampleOrganization.Connect(fake);
        var resource = new ResourceId(arn, "123456789012", "eu-west-1");
        var provider = AwsResourcePolicyProviders.All(connection).FirstOrDefault(provider => provider.CanProvide(resource));
        if (why is null)
        {
            provider.Should().BeNull();
            return;
        }

        var lookup = await provider!.GetPolicyAsync(resource, CancellationToken.None);

        lookup.Should().BeOfType<ResourcePolicyLookup.Unavailable>().Which.Why.Should().Match(why);
        fake.Calls.Should().NotContain(call => !call.Operation.StartsWith("sts:", StringComparison.Ordinal));
    }

    [TestCase("my-bucket", true)]
    [TestCase("my.bucket.example", true)]
    [TestCase("My_Old_Bucket", true)]
    [TestCase("data--euw1-az1--x-s3", true)]
    [TestCase("", false)]
    [TestCase(".", false)]
    [TestCase("a/b", false)]
    [TestCase("a:b", false)]
    [TestCase("a@b", false)]
    [TestCase("b\u00fccher", false)]
    public void CheckBucket_Name_IsOneWhereItHasTheShape(string name, bool isOne)
    {
        var check = () => RecordedNames.CheckBucket(name);
        if (isOne)
        {
            check.Should().NotThrow();
        }
        else
        {
            check.Should().Throw<AwsCallException>().Which.Fault.Should().Be(AwsFault.Refused);
        }
    }
}
