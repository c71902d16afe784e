using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>One request of the <c>simulate</c> format, without its policies.</summary>
internal sealed class PlainRequest
{
    private readonly JsonElement _json;

    internal PlainRequest(JsonElement json)
    {
        _json = json;
        Caller = PlainCaller.Read(Text("principal") ?? throw new PlainInputException("the request has no principal"));
        Action = Text("action") ?? throw new PlainInputException("the request has no action");
        var colon = Action.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == Action.Length - 1)
        {
            throw new PlainInputException($"the action '{Action}' is not of the form service:Name");
        }
        Service = Action[..colon].ToLowerInvariant();
        ActionName = Action[(colon + 1)..];
        HasNoResource = PlainCatalog.HasNoResource(Action);
        var resource = Text("resource") ?? throw new PlainInputException("the request has no resource");
        Resource = HasNoResource ? "*" : resource; // RES-08
        ResourceAccount = FindResourceAccount();
        Context = PlainContext.Read(json);
        Role = FindRole();
        FillContext();
    }

    internal PlainCaller Caller { get; }

    internal string Action { get; }

    internal string Service { get; }

    internal string ActionName { get; }

    internal bool HasNoResource { get; }

    internal string Resource { get; }

    /// <summary>The account that owns the resource; null where nobody knows.</summary>
    internal string? ResourceAccount { get; }

    internal PlainContext Context { get; }

    /// <summary>The role ARN behind a role or session, and whether its path is known (PM-02).</summary>
    internal (string Arn, bool PathKnown) Role { get; }

    internal bool IsSameAccount => ResourceAccount == Caller.Account;

    internal bool IsRoleTrust => Service == "sts" && IsArnOf("iam", "role/");

    internal bool IsKmsKey => Service == "kms" && IsArnOf("kms", "key/");

    /// <summary>KMS-01 and TRUST-01; reserved things have no policy that could grant.</summary>
    internal bool NeedsResourceGrant => IsKmsKey || IsRoleTrust || IsReserved;

    /// <summary>What nobody may change whatever the policies allow (KMS-10, SVC-12).</summary>
    internal bool IsReserved
    {
        get
        {
            var name = ActionName.ToUpperInvariant();
            var reservedAlias = Service == "kms" && name is "CREATEALIAS" or "DELETEALIAS" or "UPDATEALIAS"
                && IsArnOf("kms", "alias/aws/");
            var awsPolicy = IsArnOf("iam", "policy/") && Resource.Split(':')[4] == "aws";
            var changesIam = Service == "iam" && name != "PASSROLE" && !PlainCatalog.IsIamListOrRead(ActionName);
            return reservedAlias || (changesIam && (awsPolicy || (IsArnOf("iam", "role/aws-reserved/") && !MayBeViaService)));
        }
    }

    // Identity Center makes its roles in the management account with the caller's permissions.
    private bool MayBeViaService =>
        (_json.TryGetProperty("context", out var context) && context.EnumerateObject().Any(member => member.Name.Equals("aws:CalledVia", StringComparison.OrdinalIgnoreCase)))
        || (_json.TryGetProperty("unknownContextKeys", out var keys) && keys.EnumerateArray().Any(key => "aws:CalledVia".Equals(key.GetString(), StringComparison.OrdinalIgnoreCase)));

    // PM-05 and PM-08
    internal bool IsServiceLinkedRole => Caller.IsRole
        && (Role.PathKnown
            ? Role.Arn.Split(':', 6)[5].StartsWith("role/aws-service-role/", StringComparison.Ordinal)
            : Caller.RoleName.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal));

    internal bool Flag(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    internal IReadOnlyList<JsonElement> Items(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    internal JsonElement? Item(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    internal bool IsArnOf(string service, string prefix)
    {
        var fields = Resource.Split(':', 6);
        return fields.Length == 6 && fields[2] == service && fields[5].StartsWith(prefix, StringComparison.Ordinal);
    }

    private string? Text(string name) =>
        _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // EVAL-13; else the request's word, the ARN's, the caller's.
    private string? FindResourceAccount()
    {
        var fields = Resource.Split(':', 6);
        var arnAccount = fields.Length == 6 && fields[4].Length > 0 ? fields[4] : null;
        if (HasNoResource || arnAccount == "aws")
        {
            return Caller.Account;
        }
        return Text("resourceAccount") ?? arnAccount ?? Caller.Account;
    }

    private (string, bool) FindRole()
    {
        if (!Caller.IsRole)
        {
            return ("", false);
        }
        if (Caller.Kind == PlainCallerKind.Role)
        {
            return (Caller.Text, true);
        }
        var prefix = $"arn:{Caller.Partition}:iam::{Caller.Account}:role/";
        var given = Context.Single("aws:PrincipalArn");
        var fits = given is not null && given.StartsWith(prefix, StringComparison.Ordinal) && PlainCaller.LastSegment(given) == Caller.RoleName;
        return fits ? (given!, true) : (prefix + Caller.RoleName, false);
    }

    // EVAL-21
    private void FillContext()
    {
        var kind = Caller.Kind;
        var service = kind == PlainCallerKind.Service;
        var outside = kind == PlainCallerKind.Outside;
        var anonymous = kind == PlainCallerKind.Anonymous;
        if (!service && !outside && !anonymous)
        {
            Context.Fill("aws:PrincipalArn", Caller.IsRole ? Role.Arn : Caller.Text);
        }
        if (!service && !outside)
        {
            Context.Fill("aws:PrincipalAccount", Caller.Account ?? "anonymous");
            Context.Fill("aws:PrincipalType", PrincipalType(kind));
            Context.Fill("aws:userid", UserId());
        }
        if (!anonymous)
        {
            Context.Fill("aws:PrincipalIsAWSService", service ? "true" : "false");
        }
        if (kind == PlainCallerKind.User)
        {
            Context.Fill("aws:username", PlainCaller.LastSegment(Caller.Name));
        }
        if (!PlainCatalog.HasNoResourceAccount(Action))
        {
            Context.Fill("aws:ResourceAccount", ResourceAccount);
        }
    }

    private static string PrincipalType(PlainCallerKind kind) => kind switch
    {
        PlainCallerKind.User => "User",
        PlainCallerKind.Role or PlainCallerKind.Session => "AssumedRole",
        PlainCallerKind.FederatedUser => "FederatedUser",
        PlainCallerKind.Root => "Account",
        _ => "Anonymous",
    };

    // GK-10; the unique ids of users and roles are not in the request.
    private string? UserId() => Caller.Kind switch
    {
        PlainCallerKind.FederatedUser => $"{Caller.Account}:{Caller.Name}",
        PlainCallerKind.Root => Caller.Account,
        PlainCallerKind.Anonymous => "anonymous",
        _ => null,
    };
}
