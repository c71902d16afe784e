namespace AccessUndenied.Aws.Remediations;

/// <summary>Condition keys by what their value says, and who says it.</summary>
/// <remarks>
/// Source: IAM User Guide, "AWS global condition context keys" (which warns of aws:Referer and aws:UserAgent, since callers send them), and the
/// Service Authorization Reference. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
/// </remarks>
internal static class CallerChosenKeys
{
    // What a caller may put in at will: an exemption by it is an exemption for everybody who learns of it.
    private static readonly string[] s_chosen =
    [
        "aws:UserAgent", "aws:Referer", "aws:RequestTag/", "aws:TagKeys", "sts:RoleSessionName", "sts:ExternalId", "sts:SourceIdentity", "sts:DurationSeconds",
        "sts:TransitiveTagKeys", "aws:SourceIdentity", "s3:prefix", "s3:delimiter", "s3:max-keys", "s3:x-amz-", "s3:RequestObjectTag/", "s3:RequestObjectTagKeys", "s3:VersionId",
        "s3:object-lock-", "s3:authType", "s3:signatureversion", "s3:signatureAge", "s3:if-match", "s3:if-none-match", "kms:EncryptionContext:", "kms:EncryptionContextKeys",
        "kms:RequestAlias", "iam:PermissionsBoundary", "dynamodb:Attributes", "dynamodb:Select", "dynamodb:ReturnValues", "sns:Endpoint", "sns:Protocol", "ecr:userAgent",
        "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:SecureTransport", "s3:TlsVersion", "secretsmanager:VersionStage", "secretsmanager:VersionId",
        "aws:userid", "lambda:FunctionUrlAuthType",
    ];

    // The caller, the token's subject, or on whose behalf a service calls: signed by AWS or by an identity provider.
    private static readonly string[] s_callers =
    [
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalServiceName", "aws:username", "aws:SourceArn", "aws:SourceAccount",
        "lambda:SourceFunctionArn", "kms:CallerAccount", "ec2:SourceInstanceARN", "saml:", "iam:PassedToService",
    ];

    // What a whole account, audience or class of users shares.
    private static readonly string[] s_ofMany = ["aws:PrincipalAccount", "aws:SourceAccount", "kms:CallerAccount", "saml:aud", "saml:iss", "saml:doc", "saml:edu", "saml:sub_type"];

    /// <summary>Whether <paramref name="key"/> names one caller, and not all of an account or an audience.</summary>
    public static bool NamesCaller(string key) => TellsWhoCalls(key) && !Array.Exists(s_ofMany, entry => key.StartsWith(entry, StringComparison.OrdinalIgnoreCase))
        && !(IsTokenClaim(key) && !key.EndsWith(":sub", StringComparison.OrdinalIgnoreCase) && !key.EndsWith(":email", StringComparison.OrdinalIgnoreCase));

    public static bool IsChosenByCaller(string key) => Array.Exists(s_chosen, entry => Names(entry, key));

    public static bool TellsWhoCalls(string key) => Array.Exists(s_callers, entry => Names(entry, key)) || IsTokenClaim(key);

    // An issuer's host and path, then the claim, such as token.actions.githubusercontent.com:sub.
    private static bool IsTokenClaim(string key) => key.LastIndexOf(':') is > 0 and var at && key.AsSpan(0, at).Contains('.')
        && key[(at + 1)..].ToUpperInvariant() is ("SUB" or "AUD" or "AMR" or "AZP" or "OAUD" or "EMAIL");

    private static bool Names(string entry, string key) => entry[^1] is '/' or ':' or '-'
        ? key.StartsWith(entry, StringComparison.OrdinalIgnoreCase)
        : key.Equals(entry, StringComparison.OrdinalIgnoreCase);
}
