using System.Net;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Tests.Clients;

/// <summary>Answers that no service gives.</summary>
public sealed class AnswerCheckTests
{
    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.MovedPermanently)]
    public async Task SendAsync_BodyWithoutEnd_FailsWithinItsBound(HttpStatusCode status)
    {
        using var body = new EndlessStream();
        using var caller = new HttpMessageInvoker(new AnswerCheck(new Answering(status, body)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("http://127.0.0.1/"));

        var call = () => caller.SendAsync(request, CancellationToken.None);

        (await call.Should().ThrowAsync<IOException>()).Which.Message.Should().Contain("longer than 64 MiB");
        body.Given.Should().BeLessThan(AnswerCheck.MostBytes + (8 << 20));
    }

    [Test]
    public async Task SendAsync_PartOfAnObject_IsLeftToItsReader()
    {
        using var body = new EndlessStream();
        using var caller = new HttpMessageInvoker(new AnswerCheck(new Answering(HttpStatusCode.PartialContent, body)));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://127.0.0.1/"));

        using var answer = await caller.SendAsync(request, CancellationToken.None);

        body.Given.Should().Be(0);
    }

    private sealed class Answering(HttpStatusCode status, Stream body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(body) });
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
