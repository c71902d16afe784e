using System.Text;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.ErrorTexts;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.ErrorTexts;

/// <summary>From the text of an error to a request, with what is given beside it.</summary>
public sealed class ErrorTextEventTests
{
    private const string User = "arn:aws:iam::123456789012:user/ana";
    private const string Sentence = $"User: {User} is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders";

    [Test]
    public void ToEvent_Sentence_IsTheRequestThatItNames()
    {
        var request = Resolve(Sentence).Requests[0];

        request.Principal.Id.Should().Be(User);
        request.Action.Should().Be("dynamodb:Query");
        request.Resource.Value.Should().Be("arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
        request.Provenance.ActionCertainty.Should().Be(Certainty.Certain);
    }

    [Test]
    public void ToEvent_BareAccessDenied_IsTheActionOfTheOperationOnTheObject()
    {
        var resolution = Resolve(
            "upload failed: ./a to s3://bucket/key An error occurred (AccessDenied) when calling the PutObject operation: Access Denied", new() { Principal = User });

        resolution.Requests[0].Action.Should().Be("s3:PutObject");
        resolution.Requests[0].Resource.Value.Should().Be("arn:aws:s3:::bucket/key");
        resolution.Requests[0].Provenance.ActionCertainty.Should().Be(Certainty.Likely);
    }

    [Test]
    public void ToEvent_FactsGiven_OutweighTheText()
    {
        var request = Resolve(Sentence, new()
        {
            Principal = "arn:aws:iam::123456789012:role/app",
            Action = "dynamodb:Scan",
            Resource = "arn:aws:dynamodb:eu-west-1:123456789012:table/other",
        }).Requests[0];

        request.Principal.Id.Should().Be("arn:aws:iam::123456789012:role/app");
        request.Action.Should().Be("dynamodb:Scan");
        request.Resource.Value.Should().Be("arn:aws:dynamodb:eu-west-1:123456789012:table/other");
        request.Provenance.ResourceCertainty.Should().Be(Certainty.Certain);
    }

    private const string OfAna = $"User: {User} is not authorized to perform: s3:GetObject on resource: ";
    private const string OfKey =
        $"User: {User} is not authorized to perform: iam:CreateAccessKey on resource: arn:aws:iam::123456789012:user/bob because no identity-based policy allows the iam:CreateAccessKey action";
    private const string Reason = " because no identity-based policy allows the s3:GetObject action";

    [TestCase("x " + OfKey)]
    [TestCase("x\n" + OfKey + "\n")]
    [TestCase("User: arn:aws:sts::123456789012:assumed-role/admin/x is not authorized to perform: iam:CreateUser on resource: *")]
    public void Read_SentenceInAQuotedName_IsAPartOfTheName(string key)
    {
        // MSG-59: a name in quotes ends at its quote.
        var denials = ErrorTextReader.Read($"{OfAna}\"arn:aws:s3:::b/{key}\"{Reason}").Denials;

        denials.Should().ContainSingle().Which.Action.Should().Be("s3:GetObject");
        denials[0].Principal.Should().Be(User);
        denials[0].Resource.Should().Be($"arn:aws:s3:::b/{key.Replace('\n', ' ')}");
        var request = new CloudTrailRequestResolver(ActionCatalog.Default).Resolve(denials[0].ToEvent()).Requests.Should().ContainSingle().Which;
        (request.Action, request.Resource.Value).Should().Be(("s3:GetObject", denials[0].Resource!));
    }

    [Test]
    public void ToEvent_SentenceInANameWithoutQuotes_IsCertainOfNeither()
    {
        var denials = ErrorTextReader.Read($"{OfAna}arn:aws:s3:::b/x {OfKey}{Reason}").Denials;

        denials.Should().HaveCount(2).And.OnlyContain(denial => denial.IsNested);
        foreach (var denial in denials)
        {
            new CloudTrailRequestResolver(ActionCatalog.Default).Resolve(denial.ToEvent()).Requests[0].Provenance.Doubts.Select(note => note.Id).Should().Equal("text-within-a-name");
        }
    }

    [TestCase($"{OfAna}arn:aws:s3:::b/x{Reason}\n{OfKey}")]
    [TestCase($"{OfAna}\"arn:aws:s3:::b/x\"{Reason}. {OfKey}")]
    [TestCase($"{OfAna}arn:aws:s3:::b/x\n{OfKey}")]
    public void Read_SentencesBehindEachOther_AreOnesOfTheirOwn(string text) =>
        ErrorTextReader.Read(text).Denials.Should().HaveCount(2).And.OnlyContain(denial => !denial.IsNested);

    [TestCase(" ")]
    [TestCase("\n")]
    public void ToEvent_AuthorizationId_IsReadAndIsNoPartOfTheRefusal(string between)
    {
        const string Id = "4mz8q0c7x2v9n1b6k3j5h8g2d";
        var text = $"{Sentence} with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/Guard. Go to "
            + $"https://eu-west-1.console.aws.amazon.com/iam/home?region=eu-west-1#/authorization-details/{Id} for complete details,{between}"
            + $"or call the GetRequestAuthorizationDetails API with the following authorization id: {Id}";

        var resolution = Resolve(text);

        resolution.Authorization.Should().BeEquivalentTo(new { Id, Region = "eu-west-1" });
        resolution.Hint.PolicyId.Should().Be("arn:aws:iam::123456789012:policy/Guard");
        resolution.Requests[0].Resource.Value.Should().Be("arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
    }

    [Test]
    public void ToEvent_NoCaller_HasAProblemThatSaysWhatToName() =>
        Event("An error occurred (AccessDenied) when calling the PutObject operation: Access Denied").Problem.Should().Contain("name the caller").And.Contain("get-caller-identity");

    [Test]
    public void ToEvent_NothingButAccessDenied_HasAProblemThatSaysWhatToName() =>
        Event("AccessDenied: Access Denied", new() { Principal = User }).Problem.Should().Contain("name the action");

    [Test]
    public void ToEvent_AccountMadeUnreadable_IsTheAccountGiven()
    {
        const string Text = "User: arn:aws:iam::xxxxxxxxxxxx:user/me is not authorized to perform: sns:Publish on resource: *";

        Event(Text).Problem.Should().Contain("xxxxxxxxxxxx");
        Event(Text, new() { AccountId = "123456789012" }).Identity!.Arn.Should().Be("arn:aws:iam::123456789012:user/me");
    }

    [Test]
    public void ToEvent_ResourceThatTheTextLacks_IsNamedAsMissing() =>
        Resolve("An error occurred (AccessDenied) when calling the PutObject operation: Access Denied", new() { Principal = User })
            .Unavailable.Should().ContainSingle(one => one.What == "the resource" && one.Why.Contains("name it by its ARN", StringComparison.Ordinal));

    [Test]
    public async Task Analyze_ConditionOnWhatTheTextDoesNotTell_IsUnknownUntilItIsGiven()
    {
        var denial = ErrorTextReader.Read(Sentence).Denials.Single();

        var without = await AnalyzeAsync(denial.ToEvent());
        without.Evidence.MissingContextKeys.Should().Contain("aws:SourceIp");

        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["aws:SourceIp"] = ["198.51.100.7"] };
        var given = await AnalyzeAsync(denial.ToEvent(new() { Context = context }));
        given.Evidence.MissingContextKeys.Should().BeEmpty();
        given.Assessment.Should().Be(Assessment.MissingAllowInIdentityPolicy);
        given.NearMisses.Should().ContainSingle(miss => miss.Sentence.Contains("198.51.100.7", StringComparison.Ordinal));
    }

    [Test]
    public async Task Analyze_SameSentence_ConcludesWhatTheRecordDoes()
    {
        var record = CloudTrailEvent.Parse($$$"""
            {"eventVersion":"1.08","eventID":"e","eventTime":"2026-01-01T00:00:00Z","eventSource":"dynamodb.amazonaws.com","eventName":"Query","awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.7",
             "errorCode":"AccessDenied","errorMessage":"{{{Sentence}}}","userIdentity":{"type":"IAMUser","arn":"{{{User}}}","accountId":"123456789012","userName":"ana","principalId":"AIDA"}}
            """);
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["aws:SourceIp"] = ["198.51.100.7"] };

        var ofRecord = await AnalyzeAsync(record);
        var ofText = await AnalyzeAsync(ErrorTextReader.Read(Sentence).Denials.Single().ToEvent(new() { Context = context }));

        ofText.Assessment.Should().Be(ofRecord.Assessment);
        ofText.Causes.Select(cause => cause.Sentence).Should().Equal(ofRecord.Causes.Select(cause => cause.Sentence));
        ofText.Remediations.Select(one => one.Sentence).Should().Equal(ofRecord.Remediations.Select(one => one.Sentence));
    }

    [Test]
    public void Read_EncodedMessage_IsKeptForWhoeverMayDecodeIt()
    {
        var denial = ErrorTextReader.Read("UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization failure message: QXdPNaIegKKNwIX54FPmRmeyDRnNY5FRj5xftd0").Denials.Single();

        denial.HasEncodedMessage.Should().BeTrue();
        CloudTrailRequestResolver.EncodedMessageOf(denial.ToEvent(new() { Principal = User })).Should().Be("QXdPNaIegKKNwIX54FPmRmeyDRnNY5FRj5xftd0");
    }

    private static CloudTrailEvent Event(string text, ErrorTextFacts? facts = null) => ErrorTextReader.Read(text).Denials.Single().ToEvent(facts);

    private static RequestResolution Resolve(string text, ErrorTextFacts? facts = null) => new CloudTrailRequestResolver(ActionCatalog.Default).Resolve(Event(text, facts));

    private static async Task<AnalysisResult> AnalyzeAsync(CloudTrailEvent one)
    {
        const string Snapshot = """
            {"SnapshotVersion":1,"Accounts":{"123456789012":{"AuthorizationDetails":{"UserDetailList":[{"Path":"/","UserName":"ana","UserId":"AIDA","Arn":"arn:aws:iam::123456789012:user/ana","GroupList":[],"AttachedManagedPolicies":[],
             "UserPolicyList":[{"PolicyName":"office","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}}]}],
             "GroupDetailList":[],"RoleDetailList":[],"Policies":[]}}}}
            """;
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, Snapshot, Encoding.UTF8);
            var services = new ServiceCollection();
            services.AddAccessUndenied().UseSnapshot(path);
            await using var provider = services.BuildServiceProvider();
            return await provider.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(one);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
