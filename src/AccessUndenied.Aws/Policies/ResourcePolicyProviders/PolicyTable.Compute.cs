using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

internal static partial class PolicyTable
{
    private static readonly AwsService s_lambda = new("Lambda", "lambda", "lambda", AwsProtocol.RestJson, "2015-03-31");
    private static readonly AwsService s_codeArtifact = new("codeartifact", "codeartifact", "codeartifact", AwsProtocol.RestJson, "2018-09-22");
    private static readonly AwsService s_codeBuild = new("CodeBuild", "codebuild", "codebuild", AwsProtocol.Json11, "2016-10-06") { Target = "CodeBuild_20161006" };
    private static readonly AwsService s_lex = new("Lex Models V2", "lex", "models-v2-lex", AwsProtocol.RestJson, "2020-08-07");
    private static readonly AwsService s_comprehend = new("Comprehend", "comprehend", "comprehend", AwsProtocol.Json11, "2017-11-27") { Target = "Comprehend_20171127" };
    private static readonly AwsService s_bedrock = new("Bedrock", "bedrock", "bedrock", AwsProtocol.RestJson, "2023-04-20");
    private static readonly AwsService s_agentCore =
        new("Bedrock AgentCore Control", "bedrock-agentcore", "bedrock-agentcore-control", AwsProtocol.RestJson, "2023-06-05");

    private static PolicyRow[] Compute { get; } = [.. OnFunctionsAndImages, .. OnBuilds, .. OnModels];

    private static PolicyRow[] OnFunctionsAndImages =>
    [
        new(s_lambda, "lambda", "layer:{layer}:{version}", "GetLayerVersionPolicy", "GET /2018-10-31/layers/{layer}/versions/{version}/policy", "Policy")
        {
            Words = "versions of Lambda layers",
            None = ["ResourceNotFoundException"],
            Missing = "Layer",
            Page = "https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionPolicy.html",
        },
        new(s_lambda, "lambda", "function:{function}:{qualifier}", "GetPolicy", "GET /2015-03-31/functions/{function}/policy?Qualifier={qualifier}", "Policy")
        {
            Words = "versions and aliases of functions",
            None = ["ResourceNotFoundException"],
            Missing = "Function",
            Page = "https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html",
        },
        new(s_lambda, "lambda", "function:{function}", "GetPolicy", "GET /2015-03-31/functions/{function}/policy", "Policy")
        {
            Words = "functions",
            None = ["ResourceNotFoundException"],
            Missing = "Function",
            Page = "https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html",
        },
        new(
            new("ECR", "ecr", "api.ecr", AwsProtocol.Json11, "2015-09-21") { Target = "AmazonEC2ContainerRegistry_V20150921", DualStackHost = "ecr" },
            "ecr", "repository/{name+}", "GetRepositoryPolicy", "registryId={account}&repositoryName={name}", "policyText")
        {
            Words = "repositories of images",
            None = ["RepositoryPolicyNotFoundException"],
            Page = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html",
        },
        new(
            new("ECR PUBLIC", "ecr-public", "api.ecr-public", AwsProtocol.Json11, "2020-10-30") { Target = "SpencerFrontendService", DualStackHost = "ecr-public" },
            "ecr-public", "repository/{name+}", "GetRepositoryPolicy", "registryId={account}&repositoryName={name}", "policyText")
        {
            Words = "public repositories of images",
            None = ["RepositoryPolicyNotFoundException"],
            Region = "us-east-1",
            Page = "https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_GetRepositoryPolicy.html",
        },
    ];

    private static PolicyRow[] OnBuilds =>
    [
        new(
            s_codeArtifact, "codeartifact", "domain/{domain}", "GetDomainPermissionsPolicy",
            "GET /v1/domain/permissions/policy?domain={domain}&domain-owner={account}", "policy/document")
        {
            Words = "domains of packages",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetDomainPermissionsPolicy.html",
        },
        new(
            s_codeArtifact, "codeartifact", "repository/{domain}/{repository}", "GetRepositoryPermissionsPolicy",
            "GET /v1/repository/permissions/policy?domain={domain}&domain-owner={account}&repository={repository}", "policy/document")
        {
            Words = "repositories of packages",
            None = ["ResourceNotFoundException"],
            Covers = [new("package/{domain}/{repository}")],
            Page = "https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetRepositoryPermissionsPolicy.html",
        },
        .. new[] { ("project/{name}", "build projects"), ("report-group/{name}", "report groups of builds") }.Select(kind =>
            new PolicyRow(s_codeBuild, "codebuild", kind.Item1, "GetResourcePolicy", "resourceArn={arn}", "policy")
            {
                Words = kind.Item2,
                None = ["ResourceNotFoundException"],
                Page = "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_GetResourcePolicy.html",
            }),
        OfImages("component/{name}/{version}/{build}", "components of Image Builder", "GetComponentPolicy", "componentArn"),
        OfImages("container-recipe/{name}/{version}", "container recipes of Image Builder", "GetContainerRecipePolicy", "containerRecipeArn"),
        OfImages("image/{name}/{version}/{build}", "images of Image Builder", "GetImagePolicy", "imageArn"),
        OfImages("image-recipe/{name}/{version}", "image recipes of Image Builder", "GetImageRecipePolicy", "imageRecipeArn"),
    ];

    private static PolicyRow OfImages(string resource, string words, string operation, string parameter) => new(
        new("imagebuilder", "imagebuilder", "imagebuilder", AwsProtocol.RestJson, "2019-12-02") { IsFipsForGovernment = true, HasFipsDualStackForGovernment = true },
        "imagebuilder", resource, operation, $"GET /{operation}?{parameter}={{arn}}", "policy")
    {
        Words = words,
        None = ["ResourceNotFoundException"],
        Page = $"https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_{operation}.html",
    };

    private static PolicyRow[] OnModels =>
    [
        .. new[]
        {
            ("runtime/{id}/runtime-endpoint/{name}", "endpoints of AgentCore runtimes"), ("runtime/{id}", "AgentCore runtimes"), ("gateway/{id}", "AgentCore gateways"),
        }.Select(kind => new PolicyRow(s_agentCore, "bedrock-agentcore", kind.Item1, "GetResourcePolicy", "GET /resourcepolicy/{arn}", "policy")
        {
            Words = kind.Item2,
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GetResourcePolicy.html",
        }),
        .. new[] { ("guardrail/{id}", "Bedrock guardrails"), ("guardrail-profile/{id}", "guardrail profiles of Bedrock") }.Select(kind =>
            new PolicyRow(s_bedrock, "bedrock", kind.Item1, "GetResourcePolicy", "GET /resource-policy/{arn}", "resourcePolicy")
            {
                Words = kind.Item2,
                None = ["ResourceNotFoundException"],
                Page = "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetResourcePolicy.html",
            }),
        .. new[] { ("bot-alias/{bot}/{alias}", "aliases of Lex bots"), ("bot/{bot}", "Lex bots") }.Select(kind =>
            new PolicyRow(s_lex, "lex", kind.Item1, "DescribeResourcePolicy", "GET /policy/{arn}/", "policy")
            {
                Words = kind.Item2,
                None = ["ResourceNotFoundException"],
                Always = new("resourceArn"),
                Page = "https://docs.aws.amazon.com/lexv2/latest/APIReference/API_DescribeResourcePolicy.html",
            }),
        .. new[]
        {
            ("document-classifier/{name}/version/{version}", "versions of document classifiers"), ("document-classifier/{name}", "document classifiers"),
            ("entity-recognizer/{name}/version/{version}", "versions of entity recognizers"), ("entity-recognizer/{name}", "entity recognizers"),
        }.Select(kind => new PolicyRow(s_comprehend, "comprehend", kind.Item1, "DescribeResourcePolicy", "ResourceArn={arn}", "ResourcePolicy")
        {
            Words = kind.Item2,
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/comprehend/latest/APIReference/API_DescribeResourcePolicy.html",
        }),
        new(
            new("CodeGuruProfiler", "codeguru-profiler", "codeguru-profiler", AwsProtocol.RestJson, "2019-07-18"),
            "codeguru-profiler", "profilingGroup/{name}", "GetPolicy", "GET /profilingGroups/{name}/policy", "policy")
        {
            Words = "profiling groups",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/codeguru/latest/profiler-api/API_GetPolicy.html",
        },
        new(
            new("CleanRoomsML", "cleanrooms-ml", "cleanrooms-ml", AwsProtocol.RestJson, "2023-09-06"),
            "cleanrooms-ml", "configured-audience-model/{id}", "GetConfiguredAudienceModelPolicy", "GET /configured-audience-model/{arn}/policy",
            "configuredAudienceModelPolicy")
        {
            Words = "configured audience models",
            None = ["ResourceNotFoundException"],
            Page = "https://docs.aws.amazon.com/cleanrooms-ml/latest/APIReference/API_GetConfiguredAudienceModelPolicy.html",
        },
    ];
}
