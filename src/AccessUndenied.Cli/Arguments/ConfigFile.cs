using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Arguments;

/// <summary>A file of options: lines <c>name = value</c>, those under a line <c>[command]</c> for that command alone.</summary>
internal sealed class ConfigFile
{
    private const long MostBytes = 1 << 20;

    private ConfigFile(string path, IReadOnlyList<ConfigSetting> settings)
    {
        Path = path;
        Settings = settings;
    }

    /// <summary>Where it was read.</summary>
    public string Path { get; }

    /// <summary>Its settings, in their order.</summary>
    public IReadOnlyList<ConfigSetting> Settings { get; }

    /// <summary>Where it lies when nothing names it: <c>access-undenied/config</c> in the folder that the system has for such files.</summary>
    /// <remarks>Never in the folder that the command runs in, which may be somebody else's. Null where the system names no folder.</remarks>
    public static string? DefaultPath
    {
        get
        {
            // On Unix this is $XDG_CONFIG_HOME or ~/.config, on Windows %APPDATA%.
            var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
            return folder.Length == 0 ? null : System.IO.Path.Combine(folder, "access-undenied", "config");
        }
    }

    /// <summary>Reads the file <paramref name="path"/>.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    /// <exception cref="WrongUsageException">A line of it cannot be understood.</exception>
    public static ConfigFile Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new CommandFailedException(CommandMessages.ConfigIsFolder(path));
            }

            if (new FileInfo(path).Length > MostBytes)
            {
                throw new CommandFailedException($"{path}: {CommandMessages.ConfigTooLong}");
            }

            return new(path, SettingsOf(path, File.ReadAllLines(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(path, exception), exception);
        }
    }

    private static List<ConfigSetting> SettingsOf(string path, string[] lines)
    {
        var settings = new List<ConfigSetting>();
        string? command = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line is ['[', .. var name, ']'] && name.Trim().Length > 0)
            {
                command = name.Trim();
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new WrongUsageException(CommandMessages.ConfigLine(path, i + 1, CommandMessages.ConfigNotALine(line)));
            }

            settings.Add(new(command, line[..equals].TrimEnd(), Value(line[(equals + 1)..].Trim()), i + 1));
        }

        return settings;
    }

    // No shell stands between this file and the program.
    private static string Value(string text)
    {
        var value = text is ['"', .. var quoted, '"'] ? quoted : text;
        return value.StartsWith("~/", StringComparison.Ordinal)
            ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), value[2..])
            : value;
    }
}
