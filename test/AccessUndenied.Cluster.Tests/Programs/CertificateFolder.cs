using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>A folder with the certificate and key of one of a cluster, and the authority that made it.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CertificateFolder(string? withoutFile = null)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(from, to);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=worker", key, HashAlgorithmName.SHA256).Create(authority, from, to, [1, 2, 3]);
        foreach (var (name, text) in new[] { ("tls.crt", own.ExportCertificatePem()), ("tls.key", key.ExportPkcs8PrivateKeyPem()), ("ca.crt", authority.ExportCertificatePem()) })
        {
            if (name != withoutFile)
            {
                File.WriteAllText(System.IO.Path.Combine(_folder.Path, name), text);
            }
        }
    }

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
