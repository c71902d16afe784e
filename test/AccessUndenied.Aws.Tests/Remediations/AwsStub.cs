using System.Globalization;
using System.Text;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>A program in the place of the AWS CLI that writes down what it was asked and answers from files.</summary>
internal abstract class AwsStub : IDisposable
{
    // The content of a file that is handed over stands in the place of its name, since scripts remove it.
    private const string Stub = """
        #!/bin/sh
        printf '%s\0' "$#" >> 'FOLDER/calls'
        for word; do
          case $word in file:///*) if [ -f "${word#file://}" ]; then word="file:$(cat "${word#file://}")"; fi ;; esac
          printf '%s\0' "$word" >> 'FOLDER/calls'
        done
        answer="FOLDER/answers/$1.$2"
        if [ -f "$answer.error" ]; then cat "$answer.error" >&2; exit 254; fi
        if [ -f "$answer" ]; then cat "$answer"; exit 0; fi
        case $2 in get-* | describe-* | create-policy) echo "An error occurred (AccessDeniedException) when calling $2" >&2; exit 254 ;; esac
        """;

    protected AwsStub()
    {
        foreach (var name in new[] { "bin", "answers", "work" })
        {
            Directory.CreateDirectory(Path.Combine(Folder, name));
        }

        File.WriteAllText(Program, Stub.ReplaceLineEndings("\n").Replace("FOLDER", Folder, StringComparison.Ordinal) + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>What is left behind in the folder in which the scripts run.</summary>
    public IReadOnlyList<string> Left => Directory.GetFileSystemEntries(Work);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("commands").FullName;

    protected string Work => Path.Combine(Folder, "work");

    protected string Program => Path.Combine(Folder, "bin", "aws");

    private string CallsFile => Path.Combine(Folder, "calls");

    /// <summary>Lets a command print <paramref name="text"/>.</summary>
    public void Answer(string command, string text) => File.WriteAllText(Path.Combine(Folder, "answers", command.Replace(' ', '.')), text + "\n");

    /// <summary>Lets a command fail with an error of this code.</summary>
    public void Fail(string command, string code) =>
        File.WriteAllText(Path.Combine(Folder, "answers", command.Replace(' ', '.') + ".error"), $"\nAn error occurred ({code}) when calling the operation: no\n");

    public virtual void Dispose() => Directory.Delete(Folder, recursive: true);

    protected void Forget() => File.Delete(CallsFile);

    /// <summary>Each call with its words.</summary>
    protected IReadOnlyList<IReadOnlyList<string>> Calls()
    {
        if (!File.Exists(CallsFile))
        {
            return [];
        }

        var words = Encoding.UTF8.GetString(File.ReadAllBytes(CallsFile)).Split('\0');
        var calls = new List<IReadOnlyList<string>>();
        for (var i = 0; i < words.Length - 1;)
        {
            var count = int.Parse(words[i], CultureInfo.InvariantCulture);
            calls.Add(words[(i + 1)..(i + 1 + count)]);
            i += count + 1;
        }

        return calls;
    }
}
