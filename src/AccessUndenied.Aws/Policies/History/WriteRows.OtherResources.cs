using static AccessUndenied.Aws.Policies.History.WriteKind;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The rows of the other services whose resources carry policies, in the order of the alphabet.</summary>
/// <remarks>Where a policy that is read is put together of several, a call that changes one of them makes the whole unknown.</remarks>
internal static partial class WriteRows
{
    private const string Docs = "https://docs.aws.amazon.com/";
    private const string Domain = "arn:{partition}:codeartifact:{region}:{domainOwner|account}:domain/{domain|domainName}";
    private const string Packages = "arn:{partition}:codeartifact:{region}:{domainOwner|account}:repository/{domain|domainName}/{repository|repositoryName}";
    private const string PublicRepository = "arn:{partition}:ecr-public::{registryId|account}:repository/{repositoryName}";
    private const string SearchDomain = "arn:{partition}:es:{region}:{account}:domain/{domainName}";
    private const string RestApi = "arn:{partition}:execute-api:{region}:{account}:{restApiId}";
    private const string Archive = "arn:{partition}:glacier:{region}:{account}:vaults/{vaultName}";
    private const string Catalog = "arn:{partition}:glue:{region}:{account}:catalog";
    private const string Destination = "arn:{partition}:logs:{region}:{account}:destination:{destinationName}";
    private const string Delivery = "arn:{partition}:logs:{region}:{account}:delivery-destination:{deliveryDestinationName}";
    private const string Entities = "arn:{partition}:entityresolution:{region}:{account}:";
    private const string Group = "arn:{partition}:logs:{region}:{account}:log-group:";
    private const string Container = "arn:{partition}:mediastore:{region}:{account}:container/{containerName}";
    private const string Channel = "arn:{partition}:mediapackagev2:{region}:{account}:channelGroup/{channelGroupName}/channel/{channelName}";
    private const string Registry = "arn:{partition}:schemas:{region}:{account}:registry/{registryName}";
    private const string Identity = "arn:{partition}:ses:{region}:{account}:identity/{identity|emailIdentity}";
    private const string Lattice = "arn:{partition}:vpc-lattice:{region}:{account}:service";
    private const string Parameters = "arn:{partition}:ssm:{region}:{account}:parameter/";
    private const string Profiling = "arn:{partition}:codeguru-profiler:{region}:{account}:profilingGroup/{profilingGroupName}";
    private const string DsqlCluster = "arn:{partition}:dsql:{region}:{account}:cluster/{identifier}";
    private const string Workspace = "arn:{partition}:aps:{region}:{account}:workspace/{workspaceId}";
    private const string Monitor = "arn:{partition}:rum:{region}:{account}:appmonitor/{name}";
    private const string Investigations = "arn:{partition}:aiops:{region}:{account}:investigation-group/{identifier}";

    public static IReadOnlyList<WriteRow> OtherResources { get; } =
    [
        .. Policies("acm-pca", "privateca/latest/APIReference/", "Policy"),
        .. Rows("aiops", Docs + "cloudwatchinvestigations/latest/APIReference/",
            ("PutInvestigationGroupPolicy", PutResource, Investigations, "policy"),
            ("DeleteInvestigationGroupPolicy", DeleteResource, Investigations, ""),
            ("DeleteInvestigationGroup", DeleteResource, Investigations, "")),
        .. Rows("apigateway", Docs + "apigateway/latest/api/",
            ("CreateRestApi", LoseResource, "arn:{partition}:execute-api:{region}:{account}:{response.id}", ""),
            ("ImportRestApi", LoseResource, "arn:{partition}:execute-api:{region}:{account}:{response.id}", ""),
            ("PutRestApi", LoseResource, RestApi, ""),
            ("UpdateRestApi", LoseResource, RestApi, ""),
            ("DeleteRestApi", DeleteResource, RestApi, "")),
        .. Rows("aps", Docs + "prometheus/latest/APIReference/",
            ("PutResourcePolicy", PutResource, Workspace, "policyDocument"),
            ("DeleteResourcePolicy", DeleteResource, Workspace, "")),
        .. Policies("bedrock", "bedrock/latest/APIReference/", "ResourcePolicy", document: "resourcePolicy"),
        .. Policies("bedrock-agentcore", "bedrock-agentcore-control/latest/APIReference/", "ResourcePolicy"),
        .. Policies("cleanrooms-ml", "cleanrooms-ml/latest/APIReference/", "ConfiguredAudienceModelPolicy", "{configuredAudienceModelArn}", "configuredAudienceModelPolicy"),
        .. Policies("cloudhsm", "cloudhsm/latest/APIReference/", "ResourcePolicy"),
        .. Rows("cloudsearch", Docs + "cloudsearch/latest/developerguide/",
            ("UpdateServiceAccessPolicies", LoseResource, "arn:{partition}:cloudsearch:{region}:{account}:domain/{domainName}", ""),
            ("DeleteDomain", DeleteResource, "arn:{partition}:cloudsearch:{region}:{account}:domain/{domainName}", "")),
        .. Policies("cloudtrail", "awscloudtrail/latest/APIReference/", "ResourcePolicy", document: "resourcePolicy"),
        .. Rows("codeartifact", Docs + "codeartifact/latest/APIReference/",
            ("PutDomainPermissionsPolicy", PutResource, Domain, "policyDocument"),
            ("DeleteDomainPermissionsPolicy", DeleteResource, Domain, ""),
            ("DeleteDomain", DeleteResource, Domain, ""),
            ("PutRepositoryPermissionsPolicy", PutResource, Packages, "policyDocument"),
            ("DeleteRepositoryPermissionsPolicy", DeleteResource, Packages, ""),
            ("DeleteRepository", DeleteResource, Packages, "")),
        .. Policies("codebuild", "codebuild/latest/APIReference/", "ResourcePolicy"),
        .. Rows("codebuild", Docs + "codebuild/latest/APIReference/",
            ("DeleteProject", LoseResource, "arn:{partition}:codebuild:{region}:{account}:project/{name}", ""),
            ("DeleteReportGroup", LoseResource, "{arn}", "")),
        .. Rows("codeguru-profiler", Docs + "codeguru/latest/profiler-api/",
            ("PutPermission", LoseResource, Profiling, ""),
            ("RemovePermission", LoseResource, Profiling, ""),
            ("DeleteProfilingGroup", DeleteResource, Profiling, "")),
        .. Policies("comprehend", "comprehend/latest/APIReference/", "ResourcePolicy", document: "resourcePolicy"),
        .. Rows("comprehend", Docs + "comprehend/latest/APIReference/",
            ("CreateDocumentClassifier", NewResource, "{response.documentClassifierArn}", "modelPolicy"),
            ("CreateEntityRecognizer", NewResource, "{response.entityRecognizerArn}", "modelPolicy"),
            ("DeleteDocumentClassifier", LoseResource, "{documentClassifierArn}", ""),
            ("DeleteEntityRecognizer", LoseResource, "{entityRecognizerArn}", "")),
        .. Rows("dsql", Docs + "aurora-dsql/latest/APIReference/",
            ("CreateCluster", NewResource, "{response.arn}", "policy"),
            ("PutClusterPolicy", PutResource, DsqlCluster, "policy"),
            ("DeleteClusterPolicy", DeleteResource, DsqlCluster, "")),
        .. Rows("ecr-public", Docs + "AmazonECRPublic/latest/APIReference/",
            ("SetRepositoryPolicy", PutResource, PublicRepository, "policyText"),
            ("DeleteRepositoryPolicy", DeleteResource, PublicRepository, ""),
            ("DeleteRepository", DeleteResource, PublicRepository, "")),
        .. Rows("entityresolution", Docs + "entityresolution/latest/apireference/",
            ("PutPolicy", PutResource, "{arn}", "policy"),
            ("AddPolicyStatement", LoseResource, "{arn}", ""),
            ("DeletePolicyStatement", RemoveStatement, "{arn}", "statementId"),
            ("DeleteMatchingWorkflow", LoseResource, Entities + "matchingworkflow/{workflowName}", ""),
            ("DeleteIdMappingWorkflow", LoseResource, Entities + "idmappingworkflow/{workflowName}", ""),
            ("DeleteSchemaMapping", LoseResource, Entities + "schemamapping/{schemaName}", ""),
            ("DeleteIdNamespace", LoseResource, Entities + "idnamespace/{idNamespaceName}", "")),
        .. Rows("es", Docs + "opensearch-service/latest/APIReference/",
            ("CreateDomain", MayPutResource, SearchDomain, "accessPolicies"),
            ("CreateElasticsearchDomain", MayPutResource, SearchDomain, "accessPolicies"),
            ("UpdateDomainConfig", MayPutResource, SearchDomain, "accessPolicies"),
            ("UpdateElasticsearchDomainConfig", MayPutResource, SearchDomain, "accessPolicies"),
            ("DeleteDomain", DeleteResource, SearchDomain, ""),
            ("DeleteElasticsearchDomain", DeleteResource, SearchDomain, "")),
        .. Rows("glacier", Docs + "amazonglacier/latest/dev/",
            ("SetVaultAccessPolicy", PutResource, Archive, "policy"),
            ("DeleteVaultAccessPolicy", DeleteResource, Archive, ""),
            ("DeleteVault", DeleteResource, Archive, "")),
        .. Rows("glue", Docs + "glue/latest/webapi/",
            ("PutResourcePolicy", PutResource, Catalog, "policyInJson"),
            ("DeleteResourcePolicy", DeleteResource, Catalog, "")),
        .. new[] { ("Component", "component"), ("ContainerRecipe", "containerRecipe"), ("Image", "image"), ("ImageRecipe", "imageRecipe") }.SelectMany(kind =>
            Rows("imagebuilder", Docs + "imagebuilder/latest/APIReference/", ($"Put{kind.Item1}Policy", PutResource, $"{{{kind.Item2}Arn}}", "policy"))),
        .. Rows("kafka", Docs + "msk/1.0/apireference/",
            ("PutClusterPolicy", PutResource, "{clusterArn}", "policy"),
            ("DeleteClusterPolicy", DeleteResource, "{clusterArn}", "")),
        .. Policies("kinesis", "kinesis/latest/APIReference/", "ResourcePolicy"),
        .. Rows("kinesis", Docs + "kinesis/latest/APIReference/", ("DeleteStream", LoseResource, "arn:{partition}:kinesis:{region}:{account}:stream/{streamARN|streamName}", "")),
        .. Rows("lex", Docs + "lexv2/latest/APIReference/",
            ("CreateResourcePolicy", PutResource, "{resourceArn}", "policy"),
            ("UpdateResourcePolicy", PutResource, "{resourceArn}", "policy"),
            ("DeleteResourcePolicy", DeleteResource, "{resourceArn}", ""),
            ("CreateResourcePolicyStatement", LoseResource, "{resourceArn}", ""),
            ("DeleteResourcePolicyStatement", RemoveStatement, "{resourceArn}", "statementId")),
        .. Rows("logs", Docs + "AmazonCloudWatchLogs/latest/APIReference/",
            ("PutResourcePolicy", LoseKind, Group, ""),
            ("DeleteResourcePolicy", LoseKind, Group, ""),
            ("PutDestinationPolicy", PutResource, Destination, "accessPolicy"),
            ("DeleteDestination", DeleteResource, Destination, ""),
            ("PutDeliveryDestinationPolicy", PutResource, Delivery, "deliveryDestinationPolicy"),
            ("DeleteDeliveryDestinationPolicy", DeleteResource, Delivery, ""),
            ("DeleteDeliveryDestination", DeleteResource, "arn:{partition}:logs:{region}:{account}:delivery-destination:{name}", "")),
        .. Rows("mediapackagev2", Docs + "mediapackage/latest/APIReference/",
            ("PutChannelPolicy", PutResource, Channel, "policy"),
            ("DeleteChannelPolicy", DeleteResource, Channel, ""),
            ("DeleteChannel", LoseKind, Channel, ""),
            ("PutOriginEndpointPolicy", PutResource, Channel + "/originEndpoint/{originEndpointName}", "policy"),
            ("DeleteOriginEndpointPolicy", DeleteResource, Channel + "/originEndpoint/{originEndpointName}", ""),
            ("DeleteOriginEndpoint", DeleteResource, Channel + "/originEndpoint/{originEndpointName}", "")),
        .. Rows("mediastore", Docs + "mediastore/latest/apireference/",
            ("PutContainerPolicy", PutResource, Container, "policy"),
            ("DeleteContainerPolicy", DeleteResource, Container, ""),
            ("DeleteContainer", DeleteResource, Container, "")),
        .. Policies("network-firewall", "network-firewall/latest/APIReference/", "ResourcePolicy"),
        .. Rows("network-firewall", Docs + "network-firewall/latest/APIReference/",
            ("DeleteRuleGroup", LoseResource, "{ruleGroupArn|response.ruleGroupResponse.ruleGroupArn}", ""),
            ("DeleteFirewallPolicy", LoseResource, "{firewallPolicyArn|response.firewallPolicyResponse.firewallPolicyArn}", "")),
        .. Rows("oam", Docs + "OAM/latest/APIReference/", ("PutSinkPolicy", PutResource, "{sinkIdentifier}", "policy"), ("DeleteSink", DeleteResource, "{identifier}", "")),
        .. Policies("osis", "opensearch-service/latest/APIReference/API_osis_", "ResourcePolicy"),
        .. Rows("osis", Docs + "opensearch-service/latest/APIReference/API_osis_", ("DeletePipeline", LoseResource, "arn:{partition}:osis:{region}:{account}:pipeline/{pipelineName}", "")),
        .. Policies("payment-cryptography", "payment-cryptography/latest/APIReference/", "ResourcePolicy"),
        .. Rows("qbusiness", Docs + "amazonq/latest/api-reference/",
            ("AssociatePermission", LoseResource, "arn:{partition}:qbusiness:{region}:{account}:application/{applicationId}", ""),
            ("DisassociatePermission", LoseResource, "arn:{partition}:qbusiness:{region}:{account}:application/{applicationId}", "")),
        .. Rows("ram", Docs + "ram/latest/APIReference/",
            ("CreateResourceShare", Share, "resourceArns", ""),
            ("AssociateResourceShare", Share, "resourceArns", ""),
            ("DisassociateResourceShare", Share, "resourceArns", ""),
            ("AssociateResourceSharePermission", Share, "resourceArns", ""),
            ("DisassociateResourceSharePermission", Share, "resourceArns", ""),
            ("ReplacePermissionAssociations", Share, "resourceArns", ""),
            ("PromoteResourceShareCreatedFromPolicy", Share, "resourceArns", ""),
            ("DeleteResourceShare", Share, "resourceArns", "")),
        .. Policies("redshift", "redshift/latest/APIReference/", "ResourcePolicy"),
        .. Policies("redshift-serverless", "redshift-serverless/latest/APIReference/", "ResourcePolicy"),
        .. Rows("refactor-spaces", Docs + "migrationhub-refactor-spaces/latest/APIReference/",
            ("PutResourcePolicy", PutResource, "{resourceArn}", "policy"),
            ("DeleteResourcePolicy", DeleteResource, "{identifier}", "")),
        .. new[] { ("FirewallRuleGroup", "firewallRuleGroup"), ("ResolverRule", "resolverRule"), ("ResolverQueryLogConfig", "resolverQueryLogConfig") }.SelectMany(kind =>
            Rows("route53resolver", Docs + "Route53/latest/APIReference/API_route53resolver_", ($"Put{kind.Item1}Policy", PutResource, "{arn}", $"{kind.Item2}Policy"))),
        .. Rows("rum", Docs + "cloudwatchrum/latest/APIReference/",
            ("PutResourcePolicy", PutResource, Monitor, "policyDocument"),
            ("DeleteResourcePolicy", DeleteResource, Monitor, ""),
            ("DeleteAppMonitor", DeleteResource, Monitor, "")),
        .. Rows("schemas", Docs + "eventbridge/latest/schema-reference/",
            ("PutResourcePolicy", PutResource, Registry, "policy"),
            ("DeleteResourcePolicy", DeleteResource, Registry, ""),
            ("DeleteRegistry", DeleteResource, Registry, "")),
        .. Rows("ses", Docs + "ses/latest/APIReference-V2/",
            ("CreateEmailIdentityPolicy", LoseResource, Identity, ""),
            ("UpdateEmailIdentityPolicy", LoseResource, Identity, ""),
            ("DeleteEmailIdentityPolicy", LoseResource, Identity, ""),
            ("DeleteEmailIdentity", DeleteResource, Identity, "")),
        .. Rows("ses", Docs + "ses/latest/APIReference/",
            ("PutIdentityPolicy", LoseResource, Identity, ""),
            ("DeleteIdentityPolicy", LoseResource, Identity, ""),
            ("DeleteIdentity", DeleteResource, Identity, "")),
        .. Policies("sms-voice", "pinpoint/latest/apireference_smsvoicev2/", "ResourcePolicy"),
        .. Rows("sms-voice", Docs + "pinpoint/latest/apireference_smsvoicev2/", ("DeleteOptOutList", LoseResource, "arn:{partition}:sms-voice:{region}:{account}:opt-out-list/{optOutListName}", "")),
        .. Rows("ssm", Docs + "systems-manager/latest/APIReference/",
            ("PutResourcePolicy", LoseResource, "{resourceArn}", ""),
            ("DeleteResourcePolicy", LoseResource, "{resourceArn}", ""),
            ("DeleteParameter", LoseResource, Parameters + "{name}", ""),
            ("DeleteParameters", LoseKind, Parameters, "")),
        .. Rows("ssm-contacts", Docs + "incident-manager/latest/APIReference/API_SSMContacts_",
            ("PutContactPolicy", PutResource, "{contactArn}", "policy"),
            ("DeleteContact", DeleteResource, "{contactId}", "")),
        .. Rows("ssm-incidents", Docs + "incident-manager/latest/APIReference/",
            ("PutResourcePolicy", LoseResource, "{resourceArn}", ""),
            ("DeleteResourcePolicy", LoseResource, "{resourceArn}", ""),
            ("DeleteResponsePlan", LoseResource, "{arn}", "")),
        .. Policies("vpc-lattice", "vpc-lattice/latest/APIReference/", "ResourcePolicy"),
        .. Rows("vpc-lattice", Docs + "vpc-lattice/latest/APIReference/",
            ("PutAuthPolicy", LoseKind, Lattice, ""),
            ("DeleteAuthPolicy", LoseKind, Lattice, ""),
            ("UpdateService", LoseKind, Lattice, ""),
            ("UpdateServiceNetwork", LoseKind, Lattice, "")),
        .. Policies("wafv2", "waf/latest/APIReference/", "PermissionPolicy"),
    ];

    // The usual pair: one call that puts the whole document, and one that takes it away, both of a resource that is named by its ARN.
    private static IEnumerable<WriteRow> Policies(string source, string pages, string word, string carrier = "{resourceArn}", string document = "policy") =>
        Rows(source, Docs + pages, ($"Put{word}", PutResource, carrier, document), ($"Delete{word}", DeleteResource, carrier, ""));
}
