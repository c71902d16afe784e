namespace AccessUndenied.Benchmarks.Processes;

/// <summary>One line of the table: what the command is asked, and what it is compared with.</summary>
internal sealed record ProcessRow
{
    public required string Name { get; init; }

    /// <summary>The command's arguments.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>The file that it reads, and how the yardstick reads it.</summary>
    public required string Input { get; init; }

    public string Yardstick { get; init; } = "pass";

    /// <summary>How many requests or events it answers; 0 where that says nothing.</summary>
    public int Items { get; init; }

    public static IReadOnlyList<string> Names { get; } = ["simulate", "distinct", "repeating", "event", "snapshot", "answers"];

    public static ProcessRow Of(string name, ProcessInputs inputs) => name switch
    {
        "simulate" => new() { Name = name, Arguments = ["simulate", "--file", inputs.Requests], Input = inputs.Requests, Items = inputs.RequestCount },
        "distinct" => Analyze(name, inputs.Distinct, ProcessInputs.Snapshot, "jsonl") with { Items = inputs.EventCount },
        "repeating" => Analyze(name, inputs.Repeating, ProcessInputs.Snapshot, "jsonl") with { Items = inputs.EventCount },
        "event" => Analyze(name, inputs.One, ProcessInputs.Snapshot, "json"),
        "snapshot" => Analyze(name, inputs.InOrganization(1), inputs.Organization, "json") with { Input = inputs.Organization, Yardstick = "document" },
        "answers" => Analyze(name, inputs.InOrganization(101), inputs.Organization, "json") with { Input = inputs.Organization, Yardstick = "document" },
        _ => throw new ArgumentException($"There is no row {name}; the rows are {string.Join(", ", Names)}."),
    };

    private static ProcessRow Analyze(string name, string events, string snapshot, string format) => new()
    {
        Name = name,
        Arguments = ["analyze", "--events-file", events, "--snapshot", snapshot, "--format", format],
        Input = events,
    };
}
