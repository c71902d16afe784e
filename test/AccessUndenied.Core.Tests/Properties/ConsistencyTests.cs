using System.Reflection;
using System.Runtime.CompilerServices;
using AccessUndenied.Policies;

namespace AccessUndenied.Core.Tests.Properties;

/// <summary>What every type of the library keeps to.</summary>
public sealed class ConsistencyTests
{
    private static readonly Assembly s_core = typeof(PolicyDocument).Assembly;

    private static IEnumerable<Type> OwnTypes => s_core.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && type.Namespace?.StartsWith("AccessUndenied", StringComparison.Ordinal) == true);

    [Test]
    public void References_OfCore_AreNoneOfAws()
    {
        var references = s_core.GetReferencedAssemblies().Select(name => name.Name!).ToList();
        references.Should().NotContain(name => name.StartsWith("AWSSDK", StringComparison.OrdinalIgnoreCase) || name.Contains("Amazon", StringComparison.OrdinalIgnoreCase));
        references.Should().NotContain(name => name.StartsWith("AccessUndenied", StringComparison.Ordinal));
    }

    [Test]
    public void Types_OfCore_NameNoProvider()
    {
        string[] providers = ["Aws", "Amazon", "Azure", "Google"];
        var members = OwnTypes.Select(type => type.FullName!)
            .Concat(s_core.GetExportedTypes().SelectMany(type => type.GetMembers().Select(member => $"{type.FullName}.{member.Name}")));
        members.Should().NotContain(name => Array.Exists(providers, provider => name.Contains(provider, StringComparison.Ordinal)));
    }

    [Test]
    public void PublicClasses_AreSealedOrBases()
    {
        // A record that providers derive theirs from is open; an abstract base is closed: nobody outside can derive from it.
        s_core.GetExportedTypes().Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && type.GetMethod("<Clone>$") is null).Should().BeEmpty();
        s_core.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: true, IsSealed: false })
            .Where(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public).Length > 0).Should().BeEmpty();
    }

    [Test]
    public void AsyncMethods_EndInAsyncAndTakeATokenLast()
    {
        var methods = s_core.GetExportedTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => IsTask(method.ReturnType)).ToList();
        methods.Should().NotBeEmpty();
        methods.Should().OnlyContain(method => method.Name.EndsWith("Async", StringComparison.Ordinal));
        methods.Where(method => method.GetParameters() is not [.., { } last] || last.ParameterType != typeof(CancellationToken)).Should().BeEmpty();
    }

    [Test]
    public void Statics_AreNeverMutable() =>
        OwnTypes.SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false }).Should().BeEmpty();

    [Test]
    public void PublicTypes_StandBelowTheRootNamespace()
    {
        // Registration stands where users look for it.
        var namespaces = s_core.GetExportedTypes().Select(type => type.Namespace!).Distinct(StringComparer.Ordinal);
        namespaces.Where(name => name != "Microsoft.Extensions.DependencyInjection" && name.Split('.') is not ["AccessUndenied", ..])
            .Should().BeEmpty();
    }

    private static bool IsTask(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>)));
}
