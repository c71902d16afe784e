using AccessUndenied.Cluster.Hosts;

namespace AccessUndenied.Cluster.Tests.Hosts;

/// <summary>Addresses of stores as people write them.</summary>
public sealed class StoreAddressTests
{
    [TestCase("redis://127.0.0.1", ExpectedResult = "Redis 127.0.0.1:6379")]
    [TestCase("rediss://me:a%40b@store:6380/", ExpectedResult = "Redis store:6380 me a@b tls")]
    [TestCase("redis://:secret@store", ExpectedResult = "Redis store:6379  secret")]
    [TestCase("postgres://me@store/trails", ExpectedResult = "Postgres store:5432 me  trails")]
    [TestCase("postgresql://me:a%2Fb@store:6432/trails?sslmode=verify-full&sslrootcert=%2Fca.pem", ExpectedResult = "Postgres store:6432 me a/b trails verify-full /ca.pem")]
    [TestCase("postgres://store/trails", ExpectedResult = null)]
    [TestCase("postgres://me@store", ExpectedResult = null)]
    [TestCase("postgres://me@store/", ExpectedResult = null)]
    [TestCase("postgres://me@store/a/b", ExpectedResult = null)]
    [TestCase("postgres://me@store/trails?sslmode=maybe", ExpectedResult = null)]
    [TestCase("postgres://me@store/trails?options=-c%20x", ExpectedResult = null)]
    [TestCase("redis://store/1", ExpectedResult = null)]
    [TestCase("http://store", ExpectedResult = null)]
    [TestCase("store", ExpectedResult = null)]
    public string? Of_Text_IsReadOrIsNone(string text) => StoreAddress.Of(text) is { } store
        ? $"{store.Kind} {store.Host}:{store.Port} {store.User} {store.Password}{(store.IsTls ? " tls" : "")} {store.Database} {store.TlsMode} {store.RootCertificate}".TrimEnd()
        : null;

    [TestCase("rediss://me:secret@store", "rediss://store:6379")]
    [TestCase("postgres://me:secret@store/trails?sslmode=require", "postgres://me@store:5432/trails")]
    public void ToString_Address_IsWithoutThePassword(string text, string expected) => StoreAddress.Of(text)!.ToString().Should().Be(expected);
}
