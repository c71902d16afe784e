using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Change files: what is read, and what is told of one that is wrong.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ChangeFileTests
{
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""";

    [Test]
    public void Parse_ObjectOfTheContract_HasEveryMember()
    {
        var change = Parse($$"""{"Change":"put","Layer":"serviceControl","Target":"ou-ab12-11111111","PolicyName":"DenyRegions","PolicyArn":null,"Document":{{Document}}}""").Should().ContainSingle().Subject;
        change.Should().Match<ProposedChange>(one => one.Kind == ChangeKind.Put && one.Layer == PolicyLayer.ServiceControl && one.Target == "ou-ab12-11111111"
            && one.PolicyName == "DenyRegions" && one.PolicyArn == null && one.Origin == "change.json, $");
        change.Document!.Statements.Should().ContainSingle();
    }

    [Test]
    public void Parse_Array_KeepsTheOrder() =>
        Parse($$"""[{"Change":"put","Layer":"resource","Target":"arn:aws:s3:::b","Document":{{Document}}},{"Change":"delete","Layer":"roleTrust","Target":"x"}]""")
            .Select(change => (change.Kind, change.Origin)).Should().Equal((ChangeKind.Put, "change.json, $[0]"), (ChangeKind.Delete, "change.json, $[1]"));

    [TestCase("serviceControl")]
    [TestCase("resourceControl")]
    [TestCase("identity")]
    [TestCase("permissionsBoundary")]
    [TestCase("session")]
    [TestCase("resource")]
    [TestCase("vpcEndpoint")]
    [TestCase("roleTrust")]
    public void Parse_EveryLayer_IsKnown(string layer) => Parse($$"""{"Change":"delete","Layer":"{{layer}}","Target":"x"}""").Should().ContainSingle();

    [TestCase("""{"Change":"put","Layer":"servicecontrol","Target":"x"}""", "change.json, $.Layer: 'servicecontrol' is no Layer; did you mean 'serviceControl'?")]
    [TestCase("""{"Change":"replace","Layer":"identity","Target":"x"}""", "change.json, $.Change: 'replace' is no Change; it is one of put, delete, attach, detach")]
    [TestCase("""{"Change":"put","Layer":"identity","Taget":"x"}""", "change.json, $.Taget: 'Taget' is not a member of a change; did you mean 'Target'?")]
    [TestCase("""{"Change":"put","Layer":"identity","Target":"x","Target":"y"}""", "change.json, $.Target: 'Target' occurs twice")]
    [TestCase("""[{"Change":"put","Layer":"identity","Target":""}]""", "change.json, $[0].Target: expected a string that is not empty; found an empty string")]
    [TestCase("""{"Layer":"identity"}""", "change.json, $: the change has no Change; it is one of put, delete, attach, detach")]
    [TestCase("[]", "change.json, $: the file holds no change")]
    [TestCase("[1]", "change.json, $[0]: a change is an object with Change, Layer, Target, PolicyName and Document; found a number")]
    [TestCase("{\n \"Change\":}", "change.json, line 2, column")]
    [TestCase("", "change.json, line 1, column 1: the file is not valid JSON")]
    [TestCase("""{"Change":"put","Layer":"identity","Target":"x","Document":{"Version":"2012-10-17"}}""", "change.json, $.Document: line 1, column 1, $: the policy document has no Statement")]
    [TestCase("""{"Change":"put","Layer":"identity","Target":"x","Document":7}""", "change.json, $.Document: expected a policy document, an object; found a number")]
    public void Parse_WrongFile_NamesPlaceAndWayOut(string json, string starts) =>
        FluentActions.Invoking(() => Parse(json)).Should().Throw<ChangeFormatException>().Which.Message.Should().StartWith(starts);

    [Test]
    public void Read_MissingFile_NamesIt() =>
        FluentActions.Invoking(() => ChangeFile.Read("no-such.json")).Should().Throw<ChangeFormatException>().WithMessage("cannot read no-such.json: it does not exist; check the path");

    private static IReadOnlyList<ProposedChange> Parse(string json) => ChangeFile.Parse(Encoding.UTF8.GetBytes(json), "change.json");
}
