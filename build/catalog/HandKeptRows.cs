using System.Security.Cryptography;
using System.Text;

namespace AccessUndenied.CatalogGenerator;

/// <summary>The lines of hand-kept.txt, checked against the package, as the sections of the catalog's text.</summary>
internal sealed class HandKeptRows
{
    private readonly Dictionary<string, ServiceFacts> _services;
    private readonly List<string> _faults = [];
    private readonly string _file;
    private int _line;

    internal HandKeptRows(string file, PackageFacts facts)
    {
        _file = file;
        _services = facts.Services.ToDictionary(service => service.Prefix, StringComparer.Ordinal);
        var lines = File.ReadAllLines(file);
        ReadAll(lines);
        if (_faults.Count > 0)
        {
            throw new GeneratorException(string.Join('\n', _faults));
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Digest = "sha256:" + Convert.ToHexStringLower(digest)[..16];
    }

    internal string Digest { get; }

    internal List<string> Events { get; } = [];

    internal List<string> Exceptions { get; } = [];

    internal List<string> Rules { get; } = [];

    internal List<string> Members { get; } = [];

    private void ReadAll(string[] lines)
    {
        foreach (var line in lines)
        {
            _line++;
            if (line.Length > 0 && line[0] != '#')
            {
                Read(line);
            }
        }
    }

    private void Read(string line)
    {
        var kind = line[..Math.Min(2, line.Length)];
        var rest = line[kind.Length..];
        switch (kind)
        {
            case "N ":
                // Added to the package's own before these rows are read.
                break;
            case "E ":
                ReadEvent(rest);
                break;
            case "X ":
                ReadEntries(rest, " = ", ReadException);
                break;
            case "R ":
                ReadEntries(rest, " => ", ReadRule);
                break;
            case "A ":
                ReadEntries(rest, " <- ", ReadMembers);
                break;
            default:
                Fault($"'{line}' starts with none of N, E, X, R and A");
                break;
        }
    }

    private void ReadEvent(string rest)
    {
        if (Halves(rest, " = ") is not var (labels, prefixes))
        {
            return;
        }

        foreach (var prefix in Words(prefixes).Where(prefix => !_services.ContainsKey(prefix)))
        {
            Fault($"the package has no service {prefix}");
        }

        Events.AddRange(Words(labels).Select(label => $"{label}\t{string.Join(' ', Words(prefixes))}"));
    }

    private void ReadEntries(string rest, string sign, Action<string, string, string> read)
    {
        if (Halves(rest, ": ") is not var (prefix, entries))
        {
            return;
        }

        if (prefix != "*" && !_services.ContainsKey(prefix))
        {
            Fault($"the package has no service {prefix}");
            return;
        }

        foreach (var entry in entries.Split("; "))
        {
            if (Halves(entry, sign) is var (left, right))
            {
                read(prefix, left, right);
            }
        }
    }

    private void ReadException(string prefix, string calls, string actions)
    {
        foreach (var action in Words(actions))
        {
            var colon = action.IndexOf(':', StringComparison.Ordinal);
            var owner = colon < 0 ? prefix : action[..colon];
            if (!Has(owner, action[(colon + 1)..]))
            {
                Fault($"the package has no action {owner}:{action[(colon + 1)..]}");
            }
        }

        Exceptions.AddRange(Words(calls).Select(call => $"{prefix}\t{call}\t{string.Join(' ', Words(actions))}"));
    }

    private void ReadRule(string prefix, string patterns, string action)
    {
        // A rule counts only where its action exists; one that can never count is a mistake.
        var star = action.IndexOf('*', StringComparison.Ordinal);
        var possible = prefix == "*" || (star < 0
            ? Has(prefix, action)
            : _services[prefix].Actions.Any(known => known.Name.StartsWith(action[..star], StringComparison.Ordinal)
                && known.Name.EndsWith(action[(star + 1)..], StringComparison.Ordinal)));
        if (!possible)
        {
            Fault($"the package has no action {prefix}:{action}");
        }

        Rules.AddRange(Words(patterns).Select(pattern => $"{prefix}\t{pattern}\t{action}"));
    }

    private void ReadMembers(string prefix, string variable, string members)
    {
        var placeholder = "${" + variable + "}";
        if (!_services[prefix].Types.Any(type => type.Arns.Any(arn => arn.Contains(placeholder, StringComparison.OrdinalIgnoreCase))))
        {
            Fault($"no ARN format of {prefix} has the variable {variable}");
        }

        Members.Add($"{prefix}\t{variable}\t{string.Join(' ', Words(members))}");
    }

    private bool Has(string prefix, string action) =>
        _services.TryGetValue(prefix, out var service) && service.Actions.Any(known => known.Name == action);

    private (string Left, string Right)? Halves(string text, string sign)
    {
        var at = text.IndexOf(sign, StringComparison.Ordinal);
        if (at <= 0 || at + sign.Length >= text.Length)
        {
            Fault($"'{text}' lacks '{sign.Trim()}' between two parts");
            return null;
        }

        return (text[..at], text[(at + sign.Length)..]);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private void Fault(string what) => _faults.Add($"{_file}, line {_line}: {what}.");
}
