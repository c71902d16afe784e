using System.Text;
using AccessUndenied.Aws.Simulation.Batch;

namespace AccessUndenied.Aws.Tests.Simulation.Batch;

/// <summary>A document that comes again is known by its bytes.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class GivenDocumentCacheTests
{
    [Test]
    public void Get_SameBytes_GivesTheSameDocument()
    {
        var cache = new GivenDocumentCache();
        cache.Get(Document(1)).Attached("a"u8, null).Document.Should().BeSameAs(cache.Get(Document(1)).Attached("b"u8, null).Document);
        cache.Get(Document(1)).Should().NotBeSameAs(cache.Get(Document(2)));
    }

    [Test]
    public void Attached_SameName_GivesTheSamePolicy()
    {
        var cached = new GivenDocumentCache().Get(Document(1));
        var policy = cached.Attached("caf\\u00e9"u8, "arn:aws:iam::aws:policy/x");
        policy.Name.Should().Be("café");
        cached.Attached("caf\\u00e9"u8, "arn:aws:iam::aws:policy/x").Should().BeSameAs(policy);
        cached.Attached("caf\\u00e9"u8, null).Should().NotBeSameAs(policy);
    }

    [Test]
    public void Get_DocumentsInUse_OutliveTheOthers()
    {
        var cache = new GivenDocumentCache(maxBytes: 4096);
        var kept = cache.Get(Document(0));
        for (var number = 1; number < 2000; number++)
        {
            cache.Get(Document(number));
            cache.Get(Document(0)).Should().BeSameAs(kept);
        }
    }

    [Test]
    public void Get_HardlyAnyRepeats_KeepsADocumentFromTheSecondTimeOn()
    {
        var cache = new GivenDocumentCache(maxBytes: 4096);
        for (var number = 0; number < 2000; number++)
        {
            cache.Get(Document(number));
        }

        var first = cache.Get(Document(5000));
        var second = cache.Get(Document(5000));
        second.Should().NotBeSameAs(first);
        cache.Get(Document(5000)).Should().BeSameAs(second);
    }

    [Test]
    public void Get_NoDocument_KeepsTheProblem() =>
        new GivenDocumentCache().Get("[]"u8.ToArray()).Attached(default, null).Problem.Should().Contain("a policy document is a JSON object");

    private static byte[] Document(int number) =>
        Encoding.UTF8.GetBytes($$$"""{"Version":"2012-10-17","Statement":{"Sid":"S{{{number}}}","Effect":"Allow","Action":"s3:*","Resource":"*"}}""");
}
