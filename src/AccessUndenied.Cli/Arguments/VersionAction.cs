using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Reflection;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Cli.Arguments;

/// <summary><c>--version</c>: the program's version, and from when its catalog of AWS's actions is.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var origin = CatalogOrigin.Current;
        parseResult.InvocationConfiguration.Output.Write(string.Create(
            CultureInfo.InvariantCulture, $"{version}\ncatalog of {origin.UpdatedAt:yyyy-MM-dd}: {origin.Actions} actions of {origin.Services} services\n"));
        return 0;
    }
}
