namespace AccessUndenied.Policies;

/// <summary>Where a policy is kept, which decides who can change it and how.</summary>
public enum PolicyOrigin
{
    /// <summary>It was given together with the request.</summary>
    Given,

    /// <summary>Inside the user, group or role itself.</summary>
    Inline,

    /// <summary>A managed policy of the account.</summary>
    Managed,

    /// <summary>A managed policy of the provider, which nobody else can change.</summary>
    ProviderManaged,

    /// <summary>A policy of the organization.</summary>
    Organization,

    /// <summary>On the resource.</summary>
    Resource,
}
