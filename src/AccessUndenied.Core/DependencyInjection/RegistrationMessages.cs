namespace AccessUndenied.DependencyInjection;

/// <summary>What is said of services that are not registered.</summary>
internal static class RegistrationMessages
{
    public static string NoProvider(string port) =>
        $"No {port} is registered: AddAccessUndenied() alone does not know whose events it reads. Call a provider's method on what it returns, such as UseSnapshot(…), "
        + "or UseRequestResolver<T>() and UseSimulator<T>() of your own.";
}
