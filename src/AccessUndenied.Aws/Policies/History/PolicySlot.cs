using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>One place that holds one document, name or fact, and that changes as a whole.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Carrier">What carries it: an ARN, the id of a node or endpoint, or what <see cref="OfEntity"/> gives.</param>
/// <param name="Name">Which of its kind; empty where there is one.</param>
internal readonly record struct PolicySlot(SlotKind Kind, string Carrier, string Name = "")
{
    /// <summary>The service whose calls change it, as ARNs name it.</summary>
    public string Service => Kind switch
    {
        SlotKind.Resource or SlotKind.ResourceTags or SlotKind.Grant => Arn.OrNone(Carrier).Service.ToString(),
        SlotKind.PublicAccess => "s3",
        SlotKind.Endpoint or SlotKind.EndpointPlace => "ec2",
        SlotKind.OrganizationPolicy or SlotKind.OrganizationAttachment or SlotKind.OrganizationParent => "organizations",
        _ => "iam",
    };

    /// <summary>The carrier that stands for a user, group or role, whose name is unique in its account whatever its case and path.</summary>
    public static string OfEntity(string account, EntityKind kind, string name) => $"{account}:{WordOf(kind)}/{name.ToLowerInvariant()}";

    /// <summary>The same, of an ARN; null for one of anything else.</summary>
    public static string? OfArn(string? text)
    {
        if (text is null || Arn.OrNone(text) is not { Service: "iam" } arn || arn.Resource.IndexOf('/') is not (> 0 and var slash))
        {
            return null;
        }

        var name = text[(text.LastIndexOf('/') + 1)..];
        return arn.Resource[..slash].ToString() switch
        {
            "user" => OfEntity(arn.AccountId.ToString(), EntityKind.User, name),
            "group" => OfEntity(arn.AccountId.ToString(), EntityKind.Group, name),
            "role" => OfEntity(arn.AccountId.ToString(), EntityKind.Role, name),
            "policy" => text,
            _ => null,
        };
    }

    private static string WordOf(EntityKind kind) => kind switch
    {
        EntityKind.User => "user",
        EntityKind.Group => "group",
        _ => "role",
    };
}
