namespace AccessUndenied.Aws.Requests;

/// <summary>How policy sources tell which services the caller's role trusts.</summary>
internal static class TrustFact
{
    /// <summary>What the fact of a service begins with; its first label follows. No condition key begins so.</summary>
    public const string Prefix = "service that the role trusts/";
}
