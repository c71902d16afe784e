using System.IO.Compression;
using System.Text;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Spoils inputs of any form: their JSON where they have some, their lines, their words, their bytes, and sometimes the packing around them.</summary>
internal sealed class InputMutations
{
    private const int MostBytes = 1 << 17;

    private static readonly string[] s_words =
    [
        "arn:aws:iam::123456789012:role/x", "arn:", "::::", "User: ", " is not authorized to perform: ", " on resource: ", " because no identity-based policy allows the ", "AccessDenied",
        "with an explicit deny in a ", "Encoded authorization failure message: ", "s3:GetObject", "\r\n", "\n\n", "\t", "\"", "\"\"", "'", "\\", "\\u0000", "\u0000", "\u202E", "\uFEFF", "${", "{", "}", "[",
        "]", "{{", "=", ", ", ",,", ";", "|", "│ ", "\u001B[31m", "<a href=x>", "</script>", "%7B", "%", "null", "true", "-1", "1e999", "9999999999999999999999", "{\"Records\":[", "]}", "{type=", "eventID",
        "errorCode", "userIdentity", "requestParameters", "2026-01-02T03:04:05Z", "H4sIAAAAAAAA", "UEsDBA", "123456789012", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "****************", "(", ")", "#", "[analyze]",
    ];

    private readonly Random _random;
    private readonly DocumentMutations _documents;

    public InputMutations(int seed)
    {
        _random = new(seed);
        _documents = new(seed);
    }

    /// <summary>A spoilt copy of one of <paramref name="seeds"/>.</summary>
    public (string Name, byte[] Bytes) Next(IReadOnlyList<Seed> seeds)
    {
        var seed = seeds[_random.Next(seeds.Count)];
        var bytes = seed.Bytes;
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            bytes = Once(bytes, seeds);
            bytes = bytes.Length > MostBytes ? bytes[..MostBytes] : bytes;
        }

        return (seed.Name, bytes);
    }

    private byte[] Once(byte[] bytes, IReadOnlyList<Seed> seeds) => _random.Next(12) switch
    {
        < 5 => _documents.Mutate(bytes),
        5 => Havoc(bytes),
        6 => WithWord(bytes),
        7 => Lines(bytes),
        8 => Joined(bytes, seeds[_random.Next(seeds.Count)].Bytes),
        9 => Unpacked(bytes) is { } inner ? Packed(Once(inner, seeds)) : WithWord(bytes),
        10 => Havoc(WithWord(bytes)),
        _ => _random.Next(8) == 0 ? Packed(bytes) : WithWord(WithWord(bytes)),
    };

    private byte[] Havoc(byte[] bytes)
    {
        var copy = bytes.ToArray();
        for (var i = _random.Next(1, 9); i > 0 && copy.Length > 0; i--)
        {
            copy[_random.Next(copy.Length)] = (byte)(_random.Next(3) == 0 ? _random.Next(256) : " \"\\{}[]:,=\n0a\0"u8[_random.Next(14)]);
        }

        return copy;
    }

    private byte[] WithWord(byte[] bytes)
    {
        var word = Encoding.UTF8.GetBytes(s_words[_random.Next(s_words.Length)]);
        var at = _random.Next(bytes.Length + 1);
        var over = Math.Min(bytes.Length - at, _random.Next(2) * _random.Next(20));
        return [.. bytes.AsSpan(0, at), .. word, .. bytes.AsSpan(at + over)];
    }

    private byte[] Lines(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var (from, to) = (_random.Next(lines.Count), _random.Next(lines.Count));
        switch (_random.Next(4))
        {
            case 0:
                lines.RemoveAt(from);
                break;
            case 1:
                lines.Insert(to, lines[from]);
                break;
            case 2:
                lines.InsertRange(to, Enumerable.Repeat(lines[from], _random.Next(1, 40)));
                break;
            default:
                (lines[from], lines[to]) = (lines[to], lines[from]);
                break;
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    // The beginning of the one with the end of the other.
    private byte[] Joined(byte[] one, byte[] other) => [.. one.AsSpan(0, _random.Next(one.Length + 1)), .. other.AsSpan(_random.Next(other.Length + 1))];

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[]? Unpacked(byte[] bytes)
    {
        if (bytes is not [0x1F, 0x8B, ..])
        {
            return null;
        }

        try
        {
            using var inner = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var room = new byte[MostBytes];
            return room[..gzip.ReadAtLeast(room, room.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
