using System.Buffers.Binary;
using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Replays;

/// <summary>Writes the distinct calls of a trail as a small fixture, without what tells of persons; a reader of CloudTrail reads it back.</summary>
/// <remarks>
/// Shape: JSON Lines, a record a line, with ids and order of its own. Left out are access keys, user agents, public addresses, responses, request ids, source identities and
/// further data. Of parameters the values stay that name the request's resources, and those that condition keys ask for, save external ids, names and tags of sessions, MFA
/// devices and their codes, descriptions and endpoints; the others are hidden as CloudTrail hides them. Names of sessions and e-mail addresses have made-up names in their
/// place, the same for the same address. Names of roles, users and resources stay, since policies name them: read a fixture before it is committed. Not for use by several
/// threads at once.
/// </remarks>
public sealed class FixtureWriter
{
    /// <summary>How many distinct calls a fixture has at most.</summary>
    public const int MostCalls = 1_000_000;

    private readonly Stream _output;
    private readonly HashSet<UInt128> _written = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly FixtureNames _names = new();
    private readonly CloudTrailRequestResolver _resolver = new(ActionCatalog.Default);

    /// <summary>A fixture into <paramref name="output"/>, which stays its owner's to flush and close.</summary>
    public FixtureWriter(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>How many calls were written.</summary>
    public int Calls => _written.Count;

    /// <summary>Whether a call was left out because there were too many.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Writes the call of <paramref name="record"/>, unless one like it was written before, or the record cannot be used.</summary>
    public void Add(CloudTrailEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Problem is not null || record.Raw.IsEmpty)
        {
            return;
        }

        using var json = JsonDocument.Parse(record.Raw);
        if (!_written.Add(HashOf(record, json.RootElement)))
        {
            return;
        }

        if (_written.Count > MostCalls)
        {
            IsFull = true;
            _written.Remove(HashOf(record, json.RootElement));
            return;
        }

        Write(record, json.RootElement, string.Create(CultureInfo.InvariantCulture, $"call-{_written.Count:D6}"));
        _output.Write(_buffer.WrittenSpan);
        _output.Write("\n"u8);
    }

    private UInt128 HashOf(CloudTrailEvent source, JsonElement record)
    {
        Write(source, record, id: null);
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(_buffer.WrittenSpan));
    }

    private void Write(CloudTrailEvent source, JsonElement record, string? id)
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer);
        new FixtureRecord(writer, _names, _resolver.Resolve).Write(source, record, id);
    }
}
