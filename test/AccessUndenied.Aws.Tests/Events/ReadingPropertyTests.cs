using System.Text;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>How the bytes arrive never matters.</summary>
public sealed class ReadingPropertyTests
{
    private static readonly Gen<string> s_record = Gen.OneOf(
        Gen.Int[0, 999].Select(i => Trail.Denied($"e{i}")),
        Gen.Int[0, 999].Select(i => Trail.Succeeded($"e{i}")),
        Gen.String[Gen.Char["\"\\{}[]aé\n,:"], 0, 80]
            .Select(s => Trail.Denied("q").Replace("\"b\"", Trail.Quote(s), StringComparison.Ordinal)),
        Gen.Const("""{"eventID":"bad","userIdentity":7,"errorCode":"AccessDenied"}"""),
        Gen.Const("""{"eventID":"cut","errorCode":"Acc"""));

    private static readonly Gen<string> s_input = Gen.Select(s_record.Array[1, 6], Gen.Int[0, 3]).Select((records, shape) => shape switch
    {
        0 => Trail.Records(records),
        1 => string.Join('\n', records),
        2 => "[" + string.Join(", ", records) + "]",
        _ => "{\"Events\":[" + string.Join(',', records.Select(r => $$"""{"CloudTrailEvent":{{Trail.Quote(r)}}}""")) + "]}",
    });

    [Test]
    public void ReadAsync_AnyChunks_GiveTheSameEvents() =>
        Gen.Select(s_input, Gen.Int[1, 64].Array[1, 8], Gen.Bool).Sample((text, chunks, packed) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text + "\n" + Trail.Denied("last"));
            bytes = packed ? Trail.Gzip(bytes) : bytes;
            var whole = Trail.Read(bytes).GetAwaiter().GetResult();
            using var stream = new ChunkedStream(bytes, chunks);
            var parts = Trail.Read(stream, new() { SourceName = "t.json", BufferBytes = 256 }).GetAwaiter().GetResult();
            parts.Events.Should().Equal(whole.Events);
            parts.Summary.Should().BeEquivalentTo(whole.Summary, o => o.Excluding(m => m.BytesRead), "a broken input is read no further");
        }, iter: 1000);

    [Test]
    public void ReadAsync_AnyByteReplaced_NeverThrowsAnythingElse() =>
        Gen.Select(s_input, Gen.Int[0, 100_000], Gen.Byte).Sample((text, at, value) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Trail.Denied("first") + "\n" + text);
            bytes[at % bytes.Length] = value;
            try
            {
                Trail.Read(bytes).GetAwaiter().GetResult();
            }
            catch (Aws.Events.CloudTrailFormatException)
            {
                // The one exception of the contract.
            }
        }, iter: 2000);

    private sealed class ChunkedStream(byte[] bytes, int[] chunks) : MemoryStream(bytes)
    {
        private int _chunk;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, Next()));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, Next())], cancellationToken);

        private int Next() => chunks[_chunk++ % chunks.Length];
    }
}
