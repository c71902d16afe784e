using System.Text;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>A document that was compiled once, or the reason why it could not be; and the policy that it was last given as.</summary>
/// <remarks>Shared between threads.</remarks>
internal sealed class CachedDocument
{
    private readonly PolicyDocument? _document;
    private readonly string? _problem;

    // A document mostly comes under one name. Replaced as a whole, so that every thread sees a name with its policy.
    private NamedPolicy? _last;

    private readonly ReadOnlyMemory<byte> _json;

    private CachedDocument(ReadOnlyMemory<byte> json, PolicyDocument? document, string? problem)
    {
        _json = json;
        _document = document;
        _problem = problem;
    }

    /// <summary>Whether it was asked for again.</summary>
    public bool WasUsed { get; set; }

    public int Length => _json.Length;

    public bool IsOf(ReadOnlySpan<byte> json) => json.SequenceEqual(_json.Span);

    public static CachedDocument Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return new(json, PolicyDocument.Parse(json), null);
        }
        catch (PolicyFormatException exception)
        {
            return new(json, null, exception.Message);
        }
    }

    /// <summary>The document as a policy of that name.</summary>
    /// <param name="name">The name as its JSON has it, without quotes; empty when there is none.</param>
    /// <param name="arn">The policy's ARN; null when there is none.</param>
    public AttachedPolicy Attached(ReadOnlySpan<byte> name, string? arn)
    {
        var last = _last;
        if (last is not null && arn == last.Policy.Id && name.SequenceEqual(last.Name))
        {
            return last.Policy;
        }

        var policy = new AttachedPolicy { Name = Text(name), Id = arn, Document = _document, Problem = _problem };
        _last = new(name.ToArray(), policy);
        return policy;
    }

    private static string Text(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(name);
        }

        var reader = new System.Text.Json.Utf8JsonReader([(byte)'"', .. name, (byte)'"']);
        reader.Read();
        return reader.GetString()!;
    }

    private sealed record NamedPolicy(byte[] Name, AttachedPolicy Policy);
}
