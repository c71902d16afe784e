using System.Text;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>The body of a message that holds the events themselves.</summary>
internal sealed class MessageText(string name, string body) : TrailObject
{
    public override string Name => name;

    internal override bool IsWhole => true;

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => new(new MemoryStream(Encoding.UTF8.GetBytes(body), writable: false));
}
