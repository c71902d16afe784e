using System.Text.Json;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the tags of resources of nearly every service.</summary>
/// <remarks>Source: Resource Groups Tagging API Reference, <c>GetResources</c>: up to 100 ARNs a call, tagged or once tagged ones alone.</remarks>
internal sealed class ResourceTaggingClient : AwsServiceClient
{
    public ResourceTaggingClient(AccountAccess access, string region)
        : base(access, AwsService.Tagging, region)
    {
    }

    /// <summary>The tags of <paramref name="arn"/>; null when the service knows of none.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>?> GetResourcesAsync(string arn, CancellationToken cancellationToken)
    {
        var answer = await JsonAsync("GetResources", writer => WriteArns(writer, arn), page => Require(page, "ResourceTagMappingList"), cancellationToken).ConfigureAwait(false);
        foreach (var mapping in answer.Items("ResourceTagMappingList"))
        {
            if (mapping.Text("ResourceARN") == arn)
            {
                return [.. mapping.Items("Tags").Select(tag => KeyValuePair.Create(tag.Text("Key") ?? "", tag.Text("Value") ?? ""))];
            }
        }

        return null;
    }

    private static void WriteArns(Utf8JsonWriter writer, string arn)
    {
        writer.WriteStartArray("ResourceARNList");
        writer.WriteStringValue(arn);
        writer.WriteEndArray();
    }
}
