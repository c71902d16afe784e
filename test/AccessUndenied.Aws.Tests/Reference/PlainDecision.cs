namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The decision where every statement certainly applies or not (EVAL-01 to EVAL-21, SAME-01 to SAME-24, XACC-01 to XACC-07).</summary>
internal sealed class PlainDecision(PlainRequest request, PlainLayers layers, PlainWorld world)
{
    private const string Identity = "Missing allow in an identity-based policy";

    internal (string Decision, string Assessment) Decide()
    {
        // EVAL-02 and ANL-01: a Deny anywhere, in this order.
        string[] order = ["resourceControl", "serviceControl", "vpcEndpoint", "resource", "identity", "permissionsBoundary", "session"];
        var denying = Array.Find(order, name => layers[name]?.Denies(world) == true);
        if (denying is not null)
        {
            return ("explicitDeny", "Explicit deny in " + Words(denying));
        }
        var missing = Gates() ?? Grants();
        return missing is null ? ("allowed", "Allowed") : ("implicitDeny", missing);
    }

    private string? Gates()
    {
        string[] gates = ["resourceControl", "serviceControl", "vpcEndpoint"];
        var closed = Array.Find(gates, name => !Passes(name));
        return closed is null ? null : "Missing allow in " + Words(closed);
    }

    private string? Grants()
    {
        if (request.Caller.Account is null)
        {
            return ResourceGrants ? null : "Missing allow in " + Words("resource"); // EVAL-16, EVAL-17
        }
        return request.IsSameAccount ? SameAccount() : CrossAccount();
    }

    // SAME-20, 21 and 24.
    private string? SameAccount()
    {
        var resource = layers["resource"];
        if (resource?.Grants(PlainGrade.Direct, world) == true)
        {
            return null;
        }
        if (resource?.Grants(PlainGrade.Entity, world) == true)
        {
            return Bounds();
        }
        if (request.NeedsResourceGrant && resource?.Grants(PlainGrade.Delegated, world) != true)
        {
            return "Missing allow in " + Words("resource");
        }
        return Passes("identity") ? Bounds() : Identity;
    }

    // XACC-01, MAP-06 and MAP-07.
    private string? CrossAccount()
    {
        var identity = Passes("identity");
        if (!ResourceGrants)
        {
            if (request.IsRoleTrust)
            {
                return "Missing allow in " + Words("resource");
            }
            return identity
                ? "Missing allow in a resource-based policy in cross-account access"
                : "Missing allows in an identity-based and a resource-based policy in cross-account access";
        }
        return identity ? Bounds() : Identity;
    }

    private string? Bounds()
    {
        string[] bounds = ["permissionsBoundary", "session"];
        var closed = Array.Find(bounds, name => !Passes(name));
        return closed is null ? null : "Missing allow in " + Words(closed);
    }

    private bool ResourceGrants => layers["resource"]?.Allows(world) == true;

    // EVAL-04: a layer that does not apply lets pass.
    private bool Passes(string name) => layers[name]?.Allows(world) != false;

    // MAP-01 to MAP-03, TRUST-17.
    private string Words(string layer) => layer switch
    {
        "resourceControl" => "a resource control policy",
        "serviceControl" => "a service-control policy",
        "vpcEndpoint" => "a VPC endpoint policy",
        "resource" => request.IsRoleTrust ? "a role trust policy" : "a resource-based policy",
        "identity" => "an identity-based policy",
        "permissionsBoundary" => "a permissions boundary policy",
        _ => "a session policy",
    };
}
