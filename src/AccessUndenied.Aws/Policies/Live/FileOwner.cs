using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Whose a file or a folder is.</summary>
/// <remarks>.NET tells modes and no owners. Linux has one form of <c>statx</c> on every processor (statx(2)); elsewhere nothing is known.</remarks>
internal static class FileOwner
{
    private const int CurrentFolder = -100;
    private const int NotThroughLinks = 0x100;
    private const uint Owner = 0x8;
    private const int MaskAt = 0;
    private const int OwnerAt = 20;
    private const int Length = 256;

    /// <summary>Whether <paramref name="path"/> certainly belongs to another user than the one as whom this process acts, root included.</summary>
    public static bool IsSomebodyElse(string path) => OperatingSystem.IsLinux() && OwnerOf(path) is { } owner && owner != EffectiveUser();

    private static uint? OwnerOf(string path)
    {
        var answer = new byte[Length];
        try
        {
            return Statx(CurrentFolder, path, NotThroughLinks, Owner, answer) == 0 && (ReadAt(answer, MaskAt) & Owner) != 0 ? ReadAt(answer, OwnerAt) : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than 2018.
            return null;
        }
    }

    private static uint ReadAt(byte[] answer, int at) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(at));

    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] answer);

    [DllImport("libc", EntryPoint = "geteuid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
