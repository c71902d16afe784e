using System.Text.Json;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Writes an organization's tree with its service and resource control policies to a file such as <c>scp_data.json</c>.</summary>
/// <remarks>
/// Shape: a map from node id to node with the service control policies in <c>policies</c>, as the Python tool reads and writes it, and beside them
/// <c>resource_control_policies</c>, which that tool ignores. The file appears at once, when it is whole.
/// </remarks>
public sealed class OrganizationCollector
{
    private readonly AwsConnection _connection;

    /// <summary>A collector over <paramref name="connection"/>, which stays its owner's to dispose of.</summary>
    public OrganizationCollector(AwsConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
    }

    /// <summary>Reads the organization and writes it to <paramref name="outputPath"/>.</summary>
    /// <param name="outputPath">The file.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; nothing is written then.</param>
    /// <returns>How many nodes were written.</returns>
    /// <exception cref="AwsAccessException">The organization cannot be read, or there is none; the message names the permission and the way out.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async Task<int> CollectAsync(string outputPath, IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputPath);
        await _connection.GetCallerAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var collected = await new OrganizationTreeReader(_connection).ReadAsync(progress, cancellationToken).ConfigureAwait(false);
            await AtomicFile.WriteAsync(outputPath, stream => WriteAsync(stream, collected, cancellationToken), cancellationToken).ConfigureAwait(false);
            return collected.Nodes.Count;
        }
        catch (AwsCallException exception)
        {
            throw new AwsAccessException(OrganizationsClient.SaysNone(exception) ? LiveMessages.NoOrganization : LiveMessages.OrganizationUnreadable(exception.Message), exception);
        }
    }

    private static async Task WriteAsync(Stream stream, CollectedSnapshot collected, CancellationToken cancellationToken)
    {
        var writer = new Utf8JsonWriter(stream, JsonText.Indented);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            foreach (var (id, node) in collected.Nodes)
            {
                using var json = JsonDocument.Parse(node);
                writer.WritePropertyName(id);
                json.RootElement.WriteTo(writer);
                await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            writer.WriteEndObject();
        }
    }
}
