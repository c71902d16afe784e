using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What computing the reach of a change needs to know of AWS; all of it asked of the rules that simulate.</summary>
internal sealed partial class AwsPolicyDialect : IAccessRules
{
    private static readonly string[] s_wellKnown = ["s3", "ec2", "iam", "sqs", "dynamodb", "lambda", "kms"];

    /// <inheritdoc/>
    public IReadOnlyList<string> FreeActions => ServiceRules.WithoutPermission;

    /// <inheritdoc/>
    public string CallerKey => "aws:PrincipalArn";

    /// <inheritdoc/>
    public IAccessCaller CallerOf(AuthorizationRequest request, PolicySet policies) => new AwsAccessCaller(request, policies);

    /// <inheritdoc/>
    public string? AccountOf(PrincipalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Type is not ("AWS" or ""))
        {
            return null;
        }

        var account = Arn.OrNone(entry.Value) is { Service: "iam", Resource: "root" } root ? root.AccountId.ToString() : entry.Value;
        return AccountIds.IsAccountId(account) ? account : null;
    }

    /// <inheritdoc/>
    public string? HomeOf(PrincipalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Type is "AWS" or "" && Arn.OrNone(entry.Value) is { Service: "iam" or "sts" } arn && AccountIds.IsAccountId(arn.AccountId) ? arn.AccountId.ToString() : null;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A permission set makes a role in every account where it is assigned, and changes all of them:
    /// https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html.
    /// </remarks>
    public string? SharersOf(string entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return IsOfPermissionSet(entity) ? RemediationMessages.RolesOfPermissionSet(
            PermissionSetOf(entity), $"arn:{(Arn.TryParse(entity, out var arn) ? arn.Partition.ToString() : "aws")}:iam::*:role{ReservedPath}*{ReservedName}{PermissionSetOf(entity)}_*") : null;
    }

    /// <inheritdoc/>
    public bool IsMultivalued(string key) => ActionCatalog.Default.IsMultivalued(key);

    /// <inheritdoc/>
    public bool CompletesResources(PolicyLayer layer) => layer is PolicyLayer.Identity or PolicyLayer.PermissionsBoundary or PolicyLayer.ServiceControl;

    /// <inheritdoc/>
    public bool TakesNoResource(string action) => ActionCatalog.Default.FindAction(action) is { TakesNoResource: true };

    /// <inheritdoc/>
    public IReadOnlyList<string> ResourcesOf(string carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        if (!carrier.StartsWith("arn:", StringComparison.Ordinal) || carrier.Contains('*'))
        {
            return [];
        }

        var literal = carrier.Replace("${", "${$}{", StringComparison.Ordinal);
        return Arn.FieldsOf(carrier) is not [_, _, var service, _, _, var tail] ? [literal] : service switch
        {
            "s3" or "s3express" when carrier.Contains(":::", StringComparison.Ordinal) && tail.IndexOf('/') is var slash and > 0 =>
                [literal[..literal.IndexOf('/')], literal[..literal.IndexOf('/')] + "/*"],
            "s3" or "s3express" or "dynamodb" or "s3-outposts" => [literal, literal + "/*"],
            "lambda" or "logs" => [literal, literal + ":*"],
            _ => [literal],
        };
    }

    /// <inheritdoc/>
    public IEnumerable<string> ActionsOf(string? service) => (service is null ? s_wellKnown : [service])
        .SelectMany(name => ActionCatalog.Default.FindService(name)?.Actions.Select(action => action.FullName) ?? []);
}
