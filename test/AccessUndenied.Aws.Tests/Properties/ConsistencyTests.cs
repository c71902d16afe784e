using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Simulation;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>What every type of the library keeps to.</summary>
public sealed class ConsistencyTests
{
    private static readonly Assembly s_aws = typeof(LocalSimulator).Assembly;

    [Test]
    public void PublicClasses_AreSealedOrBases() =>
        s_aws.GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Should().BeEmpty();

    [Test]
    public void AsyncMethods_EndInAsyncAndTakeATokenLast()
    {
        var methods = s_aws.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && method.Name != nameof(IAsyncDisposable.DisposeAsync) && IsTask(method.ReturnType)).ToList();
        methods.Should().NotBeEmpty();
        methods.Should().OnlyContain(method => method.Name.EndsWith("Async", StringComparison.Ordinal));
        methods.Where(method => method.GetParameters() is not [.., { } last] || last.ParameterType != typeof(CancellationToken)).Should().BeEmpty();
    }

    [Test]
    public void Statics_AreNeverMutable()
    {
        var fields = s_aws.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && type.Namespace?.StartsWith("AccessUndenied", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)).ToList();
        fields.Where(field => field is { IsInitOnly: false, IsLiteral: false }).Should().BeEmpty();

        // A table that could be written into is its own type's affair; an array of constants may be shared inside the assembly.
        fields.Where(field => field.IsPublic && field.DeclaringType!.IsVisible && field.FieldType.IsArray).Should().BeEmpty();
        fields.Where(field => !field.IsPrivate && !field.FieldType.IsArray && field.FieldType.IsAssignableTo(typeof(IList)) && !field.FieldType.IsValueType).Should().BeEmpty();
        fields.Where(field => !field.IsPrivate && field.FieldType.IsAssignableTo(typeof(IDictionary))).Should().BeEmpty();
    }

    [TestCase("AccessUndenied.Core")]
    [TestCase("AccessUndenied.Aws")]
    [TestCase("AccessUndenied.Formats")]
    public void Internals_OfAPackage_AreSeenByTestsAndMeasurementsAlone(string package) =>
        Assembly.Load(package).GetCustomAttributes<InternalsVisibleToAttribute>().Select(attribute => attribute.AssemblyName)
            .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal) && name != "AccessUndenied.Benchmarks").Should().BeEmpty();

    [Test]
    public void PublicTypes_StandWhereUsersLookForThem() =>
        s_aws.GetExportedTypes().Select(type => type.Namespace!).Distinct(StringComparer.Ordinal)
            .Where(name => name != "Microsoft.Extensions.DependencyInjection" && name.Split('.') is not ["AccessUndenied", "Aws", ..]).Should().BeEmpty();

    private static bool IsTask(Type type) => type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>)));
}
