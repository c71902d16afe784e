using System.Security.Cryptography;
using System.Text;

namespace AccessUndenied.Results;

/// <summary>A change, written so that it can be carried out.</summary>
public sealed class ChangeScript(string format, string text)
{
    /// <summary>
    /// What it is written for: <c>aws-cli</c> (a POSIX shell), <c>aws-cli-powershell</c>, <c>terraform</c> or <c>cloudformation</c>;
    /// <c>by-hand</c> where no command is safe or there is none, and the text is the policy or statement to put in place.
    /// </summary>
    public string Format { get; } = format;

    /// <summary>The commands or the template, to paste as they are: no comments, and lines end with a line feed.</summary>
    public string Text { get; } = text;

    private const int NameBytes = 8;

    private readonly string? _fileText;
    private readonly string? _fileName;

    /// <summary>Where and by whom it is run and what to mind, for people, such as <c>In account 123456789012, Region eu-west-1, by …</c>; empty where nothing is known.</summary>
    public string Heading { get; init; } = "";

    /// <summary>The text as a file of its own has it: a script refuses to work in another account than it was written for.</summary>
    public string FileText
    {
        get => _fileText ?? Text;
        init => _fileText = value;
    }

    /// <summary>The name of that file: the same for the same text, and another for another, such as <c>access-undenied-0123456789ABCDEF.sh</c>.</summary>
    /// <remarks>With a folder of its own before a slash where the format takes all files of a folder together.</remarks>
    public string FileName
    {
        get => _fileName ?? NameOf(Format, FileText);
        init => _fileName = value;
    }

    private static string NameOf(string format, string text) => "access-undenied-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, NameBytes) + format switch
    {
        "aws-cli" => ".sh",
        "aws-cli-powershell" => ".ps1",
        "terraform" => ".tf",
        _ => ".json",
    };
}
