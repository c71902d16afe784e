namespace AccessUndenied.Policies;

/// <summary>A setting beside policies that is switched on and refuses some requests, whatever the policies say.</summary>
public sealed class ResourceSetting(string name, string setOn)
{
    /// <summary>The provider's name of it, such as <c>BlockPublicPolicy</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Where it is set, in words: a resource's identifier, or the account.</summary>
    public string SetOn { get; } = setOn;
}
