using System.Reflection;

namespace AccessUndenied.Aws.Tests.DependencyInjection;

/// <summary>Stands for any port, and says that it was called.</summary>
public class OwnPort : DispatchProxy
{
    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new OwnPortCalledException($"{targetMethod?.Name} was called");
}
