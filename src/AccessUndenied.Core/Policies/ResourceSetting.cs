namespace AccessUndenied.Policies;

/// <summary>A setting beside policies that is switched on and refuses some requests, whatever the policies say.</summary>
/// <param name="Name">The provider's name of it, such as <c>BlockPublicPolicy</c>.</param>
/// <param name="SetOn">Where it is set, in words: a resource's identifier, or the account.</param>
public sealed record ResourceSetting(string Name, string SetOn);
