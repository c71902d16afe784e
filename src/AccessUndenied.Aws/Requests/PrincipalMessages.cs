namespace AccessUndenied.Aws.Requests;

/// <summary>What users are told about a text or a record that names no caller.</summary>
internal static class PrincipalMessages
{
    public const string Empty = "the principal is empty; give the ARN of a user, role, session or root, a service such as "
        + "'lambda.amazonaws.com', or 'anonymous'";

    public const string NoIdentity = "the record has no userIdentity, so nobody knows who made the request";

    public static string Unreadable(string text) =>
        $"'{Short(text)}' is no principal; give the ARN of a user, role, session or root, a service such as "
        + "'lambda.amazonaws.com', or 'anonymous'";

    public static string NotOfIam(string text) =>
        $"'{Short(text)}' is the ARN of a resource that makes no requests; a principal's ARN is one of IAM or STS, such as "
        + "'arn:aws:iam::123456789012:role/app'";

    public static string WrongAccount(string text) =>
        $"'{Short(text)}' does not name an account; a principal's ARN has no region and an account of 12 digits, such as "
        + "'arn:aws:iam::123456789012:role/app'";

    public static string Wildcard(string text) => $"'{Short(text)}' has a wildcard; a request is made by one principal, so give its full name";

    public static string NotASession(string text) =>
        $"'{Short(text)}' names no session; write 'arn:aws:sts::123456789012:assumed-role/role-name/session-name' (without the role's path) or "
        + "'arn:aws:sts::123456789012:federated-user/name'";

    public static string Group(string text) => $"'{Short(text)}' is a group, which makes no requests (PRIN-12); give one of its users";

    public static string NotACaller(string text) =>
        $"'{Short(text)}' names neither a user, a role, nor root; write 'arn:aws:iam::123456789012:user/name', '…:role/name' or '…:root'";

    public static string NoAccount(string account) =>
        $"the record's userIdentity names the account '{Short(account)}', and AWS's accounts have 12 digits: such a record is none of AWS's, and nothing is granted by it";

    public static string RootOfType(string type, string arn) =>
        $"the record's userIdentity is of type '{Short(type)}' and has the ARN of a root user ({Short(arn)}), which AWS writes with the type Root alone: nothing is granted by such a record";

    public static string NotEvaluable(string type) =>
        $"the record's userIdentity is of type '{Short(type)}' and names no principal that IAM policies could speak of";

    public static string NoPrincipal(string type) =>
        $"the record's userIdentity (type '{Short(type)}') holds neither an ARN, an account, a principal id, nor a service's name";

    public static string Hidden(string type) =>
        $"AWS hid the name of who signed in (userIdentity of type '{Short(type)}'), as it does for failed sign-ins";

    internal static string Short(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "…");
}
