using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;

namespace AccessUndenied.Cluster.Commands;

/// <summary>By which certificates those of a cluster speak to each other.</summary>
internal sealed class TlsOption : Option<string?>
{
    public TlsOption()
        : base("--tls")
    {
        Description = $"Speaks TLS with the others, by the certificate and authority of this folder ({ClusterTls.CertificateFile}, {ClusterTls.KeyFile}, {ClusterTls.AuthorityFile}); "
            + $"the same for all of a cluster, and for whoever submits. The variable {ClusterProgram.TlsVariable} names it too.";
        HelpName = "DIR";
    }

    /// <summary>The certificates, by the option or the variable; null where neither is given.</summary>
    /// <exception cref="CommandFailedException">They cannot be read.</exception>
    public static ClusterTls? Of(CommandResult result, TlsOption option)
    {
        if ((result.GetValue(option) ?? Environment.GetEnvironmentVariable(ClusterProgram.TlsVariable)) is not { Length: > 0 } folder)
        {
            return null;
        }

        try
        {
            return ClusterTls.Read(folder);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ClusterMessages.NoCertificates(folder, exception.Message), exception);
        }
    }
}
