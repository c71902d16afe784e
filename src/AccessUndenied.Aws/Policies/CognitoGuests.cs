using AccessUndenied.Aws.Events;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

/// <summary>Guests of a Cognito identity pool, whose sessions Cognito itself bounds by policies of its own.</summary>
/// <remarks>
/// Only in the enhanced flow, which Cognito itself asks for under one name of session; in the basic flow the application names it.
/// The bound is what either of two policies allows: one that is passed inline, and a managed one.
/// </remarks>
internal static class CognitoGuests
{
    /// <summary>The name of every session of the enhanced flow.</summary>
    public const string SessionName = "CognitoIdentityCredentials";

    public const string PolicyName = "AmazonCognitoUnAuthedIdentitiesSessionPolicy";

    public const string PolicyArn = "arn:aws:iam::aws:policy/" + PolicyName;

    /// <summary>The page that lists what guests may use.</summary>
    public const string Page = "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html";

    private const string Amr = "cognito-identity.amazonaws.com:amr";
    private const string Unauthenticated = "unauthenticated";

    // Source of the first lines: the page above, "Access policies", the inline policy for unauthenticated identities; of the last ones:
    // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonCognitoUnAuthedIdentitiesSessionPolicy.html, version 3.
    private static readonly string[] s_allowed =
    [
        "cloudwatch:*", "logs:*", "dynamodb:*", "kinesis:*", "mobileanalytics:*", "s3:*", "ses:*", "sns:*", "sqs:*", "lambda:*", "machinelearning:*",
        "execute-api:*", "iot:*", "gamelift:*", "cognito-identity:*", "cognito-idp:*", "cognito-sync:*", "lex:*", "polly:*", "comprehend:*", "translate:*",
        "transcribe:*", "rekognition:*", "mobiletargeting:*", "firehose:*", "appsync:*", "personalize:*", "sagemaker:InvokeEndpoint", "codewhisperer:*",
        "textract:DetectDocumentText", "textract:AnalyzeDocument", "sdb:*",
        "rum:PutRumEvents", "geo:GetMap*", "geo:SearchPlaceIndex*", "geo:GetPlace", "geo:CalculateRoute*", "geo:*Geofence", "geo:*Geofences",
        "geo:*DevicePosition*", "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:GenerateDataKeyPair",
        "kms:GenerateDataKeyPairWithoutPlaintext", "kms:GenerateDataKeyWithoutPlaintext",
    ];

    private static readonly Lazy<PolicyDocument> s_document = new(() => PolicyDocument.Parse(
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["{{string.Join("\",\"", s_allowed)}}"],"Resource":"*"}]}"""));

    private static readonly Lazy<AttachedPolicy> s_policy = new(() => new()
    {
        Name = PolicyName,
        Id = PolicyArn,
        Document = s_document.Value,
        Origin = PolicyOrigin.ProviderManaged,
    });

    /// <summary>The policy that bounds every guest, as one document.</summary>
    public static AttachedPolicy Policy => s_policy.Value;

    /// <summary>Whether a guest may use <paramref name="action"/> at all.</summary>
    public static bool Allows(string action) => s_document.Value.Statements[0].Actions!.Covers(action);

    /// <summary>Whether <paramref name="caller"/> is a guest in the enhanced flow, as the record of the call tells.</summary>
    public static bool IsGuest(AccessDeniedEvent? record, Principal caller) => caller.SessionName == SessionName
        && record is CloudTrailEvent { Identity.WebIdFederation.Attributes: { } attributes }
        && attributes.TryGetValue(Amr, out var amr) && amr.Contains(Unauthenticated, StringComparison.Ordinal);

    /// <summary>Whether <paramref name="trust"/> lets guests have the role, and nobody who signed in.</summary>
    public static bool IsForGuests(PolicyDocument trust) => trust.Statements.Any(statement => statement.Effect == Effect.Allow && statement.Conditions.Any(IsOfGuests));

    private static bool IsOfGuests(Condition condition) => condition.Key.Equals(Amr, StringComparison.OrdinalIgnoreCase) && !condition.Operator.IsNegated
        && condition.Values.All(value => value == Unauthenticated) && condition.Values.Count > 0;
}
