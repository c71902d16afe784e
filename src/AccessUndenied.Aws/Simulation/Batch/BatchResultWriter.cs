using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Writes one result of the <c>simulate</c> format.</summary>
internal static class BatchResultWriter
{
    private static readonly JsonEncodedText s_layers = JsonEncodedText.Encode("layers");

    public static void WriteError(Utf8JsonWriter writer, ReadOnlySpan<byte> id, string error)
    {
        Start(writer, id);
        writer.WriteNull("decision"u8);
        writer.WriteString("assessment"u8, Assessment.Error.ToText());
        writer.WriteStartArray(s_layers);
        writer.WriteEndArray();
        writer.WriteStartArray("missingContextKeys"u8);
        writer.WriteEndArray();
        writer.WriteString("error"u8, error);
        writer.WriteEndObject();
    }

    /// <summary>Writes a result.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="id">The request's id, as it was given.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="unread">What of the policies could not be read, which is told where it may be why nothing is decided.</param>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> id, SimulationResult result, IReadOnlyList<UnavailableEvidence> unread)
    {
        if (result.Error is not null)
        {
            WriteError(writer, id, result.Error);
            return;
        }

        Start(writer, id);
        writer.WriteString("decision"u8, Name(result.Decision));
        writer.WriteString("assessment"u8, result.Assessment?.ToText());
        writer.WriteStartArray(s_layers);
        foreach (var layer in result.Layers)
        {
            WriteLayer(writer, layer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("missingContextKeys"u8);
        foreach (var key in result.MissingContextKeys)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        WriteNotes(writer, result);
        if (result.Decision == Decision.Indeterminate)
        {
            WriteUnread(writer, unread);
        }

        writer.WriteNull("error"u8);
        writer.WriteEndObject();
    }

    /// <summary>The layer's name in results; a role's trust policy is its resource policy.</summary>
    public static ReadOnlySpan<byte> Name(PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => "identity"u8,
        PolicyLayer.PermissionsBoundary => "permissionsBoundary"u8,
        PolicyLayer.Session => "session"u8,
        PolicyLayer.ServiceControl => "serviceControl"u8,
        PolicyLayer.ResourceControl => "resourceControl"u8,
        PolicyLayer.VpcEndpoint => "vpcEndpoint"u8,
        _ => "resource"u8,
    };

    public static ReadOnlySpan<byte> Name(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed"u8,
        Decision.ExplicitDeny => "explicitDeny"u8,
        Decision.ImplicitDeny => "implicitDeny"u8,
        _ => "indeterminate"u8,
    };

    private static void Start(Utf8JsonWriter writer, ReadOnlySpan<byte> id)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id"u8);
        if (id.IsEmpty)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(id, skipInputValidation: true);
        }
    }

    private static void WriteLayer(Utf8JsonWriter writer, LayerResult layer)
    {
        writer.WriteStartObject();
        writer.WriteString("layer"u8, Name(layer.Layer));
        writer.WriteString("decision"u8, Name(layer.Decision));
        writer.WriteStartArray("statements"u8);
        foreach (var trace in layer.DecidingStatements)
        {
            writer.WriteStartObject();
            writer.WriteString("policy"u8, trace.Policy.Name.Length > 0 ? trace.Policy.Name : trace.Policy.Id);
            writer.WriteNumber("index"u8, trace.Statement.Index);
            writer.WriteString("sid"u8, trace.Statement.Sid);
            if (trace.Node is { } node)
            {
                writer.WriteString("target"u8, node.Id);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (layer.Reason is { } reason)
        {
            writer.WriteString("reason"u8, reason);
        }

        if (layer.NodeWithoutAllow is { } without)
        {
            writer.WriteString("target"u8, without.Id);
        }

        writer.WriteEndObject();
    }

    private static void WriteUnread(Utf8JsonWriter writer, IReadOnlyList<UnavailableEvidence> unread)
    {
        if (unread.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("unread"u8);
        foreach (var evidence in unread)
        {
            writer.WriteStringValue($"{evidence.What}: {evidence.Why}");
        }

        writer.WriteEndArray();
    }

    private static void WriteNotes(Utf8JsonWriter writer, SimulationResult result)
    {
        if (result.Notes.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("notes"u8);
        foreach (var note in result.Notes)
        {
            writer.WriteStringValue(note.Text);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("noteIds"u8);
        foreach (var note in result.Notes)
        {
            writer.WriteStringValue(note.Id);
        }

        writer.WriteEndArray();
    }
}
