using System.IO.Compression;
using System.Text;

namespace AccessUndenied.CatalogGenerator;

/// <summary>Writes the text that <c>AccessUndenied.Aws.Catalog.CatalogText</c> describes and reads.</summary>
internal sealed class CatalogWriter(PackageFacts facts, HandKeptRows handKept)
{
    // Small enough to be unpacked in half a millisecond, large enough to pack well: one stream for all saves a tenth.
    private const int BlockLength = 64 * 1024;

    private readonly Dictionary<string, int> _keyNumbers =
        facts.Keys.Keys.Select((key, number) => (key, number)).ToDictionary(pair => pair.key, pair => pair.number, StringComparer.Ordinal);

    /// <summary>Counts of services, actions, resource types and condition keys.</summary>
    internal int[] Counts =>
    [
        facts.Services.Count,
        facts.Services.Sum(service => service.Actions.Count),
        facts.Services.Sum(service => service.Types.Count),
        facts.Keys.Count,
    ];

    /// <summary>The bytes of the file, and the length of the text in it.</summary>
    internal (byte[] Packed, int TextLength) Write()
    {
        var services = new StringBuilder();
        var blocks = new List<byte[]> { Encoding.UTF8.GetBytes(Lines(facts.Keys.Select(key => $"{key.Key}\t{key.Value}"))) };
        var block = new StringBuilder();
        foreach (var service in facts.Services)
        {
            var part = Part(service);
            if (block.Length > 0 && block.Length + part.Length > BlockLength)
            {
                blocks.Add(Encoding.UTF8.GetBytes(block.ToString()));
                block.Clear();
            }

            block.Append(part);
            services.Append($"{service.Prefix}\t{service.DisplayName}\t{(service.SupportsRcp ? "r" : "")}\t{Encoding.UTF8.GetByteCount(part)}\n");
        }

        blocks.Add(Encoding.UTF8.GetBytes(block.ToString()));
        var packedBlocks = blocks.ConvertAll(Pack);
        var head = Head(services.ToString(), blocks, packedBlocks);
        return ([.. Pack(head), .. packedBlocks.SelectMany(packed => packed)], head.Length + blocks.Sum(text => text.Length));
    }

    private byte[] Head(string services, List<byte[]> blocks, List<byte[]> packedBlocks)
    {
        (string Name, string Lines)[] sections =
        [
            ("services", services),
            ("events", Lines(handKept.Events)),
            ("exceptions", Lines(handKept.Exceptions)),
            ("rules", Lines(handKept.Rules)),
            ("members", Lines(handKept.Members)),
        ];
        var lengths = string.Join('\t', sections.Select(section => $"{section.Name}\t{Encoding.UTF8.GetByteCount(section.Lines)}"));
        var rest = $"package\t{facts.Name}\t{facts.Version}\t{facts.UpdatedAt}\nhand-kept\t{handKept.Digest}\n"
            + $"counts\t{string.Join('\t', Counts)}\nsections\t{lengths}\n"
            + $"blocks\t{string.Join('\t', blocks.Zip(packedBlocks, (text, packed) => $"{packed.Length}\t{text.Length}"))}\n"
            + string.Concat(sections.Select(section => section.Lines));

        const string First = "AccessUndenied action catalog\t2\t";
        var size = First.Length + 9 + Encoding.UTF8.GetByteCount(rest);
        return Encoding.UTF8.GetBytes($"{First}{size:D8}\n{rest}");
    }

    // Fixed settings, so that the same text gives the same bytes.
    private static byte[] Pack(byte[] text)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        return BrotliEncoder.TryCompress(text, packed, out var written, quality: 11, window: 24)
            ? packed[..written]
            : throw new GeneratorException("The text could not be compressed.");
    }

    private string Part(ServiceFacts service)
    {
        var ownKeys = Numbers(service.Keys);
        var ownTypes = Numbers(service.Types.Select(type => type.Name));
        var part = new StringBuilder();
        part.Append($"{service.Types.Count}\t{service.Actions.Count}\t{string.Join('.', service.Keys.Select(key => _keyNumbers[key]))}\n");
        foreach (var type in service.Types)
        {
            var arns = string.Join(' ', type.Arns.Select(Shorten));
            part.Append($"{type.Name}\t{arns}\t{KeyList(type.Keys, '.', ownKeys)}".TrimEnd('\t')).Append('\n');
        }

        foreach (var action in service.Actions)
        {
            var uses = string.Join('.', action.Uses.Select(use =>
                $"{ownTypes[use.Type]}{(use.Required ? "*" : "")}{(use.Keys.Count > 0 ? ":" : "")}{KeyList(use.Keys, ':', ownKeys)}"));
            part.Append($"{action.Name}\t{action.Level}\t{uses}\t{KeyList(action.Keys, '.', ownKeys)}".TrimEnd('\t')).Append('\n');
        }

        return part.ToString();
    }

    private static Dictionary<string, int> Numbers(IEnumerable<string> names) =>
        names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);

    private static string KeyList(IEnumerable<string> keys, char separator, Dictionary<string, int> numbers) =>
        string.Join(separator, keys.Select(key => numbers[key]));

    private static string Shorten(string arn) => arn["arn:${Partition}:".Length..]
        .Replace("${Region}", "^", StringComparison.Ordinal)
        .Replace("${Account}", "@", StringComparison.Ordinal);

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
