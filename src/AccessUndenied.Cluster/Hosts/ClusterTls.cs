using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Orleans.Connections.Security;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>
/// TLS between workers, and between them and submitters: each shows a certificate of one authority, and takes nobody else's.
/// Who it is for says nothing: workers are found by addresses that come and go.
/// </summary>
internal sealed class ClusterTls
{
    public const string CertificateFile = "tls.crt";
    public const string KeyFile = "tls.key";
    public const string AuthorityFile = "ca.crt";

    // For the handshake alone, which needs some name; it is that of no host.
    private const string PeerName = "access-undenied";

    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authorities;

    private ClusterTls(X509Certificate2 own, X509Certificate2Collection authorities) => (_own, _authorities) = (own, authorities);

    /// <summary>Reads <c>tls.crt</c>, <c>tls.key</c> and <c>ca.crt</c> (PEM) of a folder.</summary>
    /// <exception cref="CryptographicException">One of them cannot be read as what it is to be.</exception>
    /// <exception cref="IOException">One of them is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">One of them may not be read.</exception>
    public static ClusterTls Read(string folder)
    {
        var own = X509Certificate2.CreateFromPemFile(Path.Combine(folder, CertificateFile), Path.Combine(folder, KeyFile));
        if (OperatingSystem.IsWindows())
        {
            // There, a key must have been in a store to be used in a handshake.
            own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(folder, AuthorityFile));
        return authorities.Count > 0 ? new(own, authorities) : throw new CryptographicException(ClusterMessages.NoAuthority(AuthorityFile));
    }

    public void Use(ISiloBuilder silo) => silo.UseTls(_own, Set);

    public void Use(IClientBuilder client) => client.UseTls(_own, Set);

    private void Set(TlsOptions options)
    {
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => IsOfAuthority(certificate);
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = PeerName;
    }

    // Neither what the system trusts, nor what a name says, counts.
    private bool IsOfAuthority(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
