namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>What users are told about the text of an error.</summary>
internal static class ErrorTextMessages
{
    public static string NoPrincipal(string? action, string? resource)
    {
        var what = action is null ? "" : resource is null ? Short(action) : $"{Short(action)} on {Short(resource)}";
        return $"{(action is null ? "" : $"{what} was refused, and ")}the text does not say who asked; {Caller(action)}";
    }

    public const string Unknown = "unknown";

    public const string NoPolicy = "the service refused this in words of its own, so that no policy of the caller was looked at; why, and what to do, is told beside this";

    public const string NoAction = "the text does not say what was refused; name the action, such as s3:GetObject";

    public const string TheResource = "the resource";

    public const string NoResource = "the text does not name it; name it by its ARN, so that the request is decided for that one and not for any";

    public static string UnreadablePrincipal(string principal) =>
        $"the text names the caller as '{Short(principal)}', which is no whole ARN; {NameTheCaller}";

    public static string Repeated(int count) => $"the text tells of it {count.ToString(System.Globalization.CultureInfo.InvariantCulture)} times";

    public static string Record(string requestId) =>
        $"only the text of the error is known; the CloudTrail record with the requestID {requestId} tells the whole request";

    public const string TextAlone = "only the text of the error is known; the call's CloudTrail record tells the whole request";

    public static string OtherError(string code, string operation) => operation.Length == 0 ? code : $"{code} ({operation})";

    private const string NameTheCaller = "name the caller, by the ARN that 'aws sts get-caller-identity' prints with the credentials of the call";

    // Source: STS API Reference, AssumeRoleWithWebIdentity and AssumeRoleWithSAML: called without credentials of AWS.
    private static string Caller(string? action) => action switch
    {
        "sts:AssumeRoleWithWebIdentity" =>
            "whoever calls it has no credentials of AWS yet: name the identity provider as the caller, such as arn:aws:iam::<account>:oidc-provider/token.actions.githubusercontent.com",
        "sts:AssumeRoleWithSAML" => "whoever calls it has no credentials of AWS yet: name the identity provider as the caller, arn:aws:iam::<account>:saml-provider/<name>",
        _ => NameTheCaller,
    };

    private static string Short(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "…");
}
