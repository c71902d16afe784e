using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>128 bits of a hash, by which equal contents are told.</summary>
internal static class ContentPrint
{
    public static UInt128 Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }
}
