using System.Text.Json.Serialization;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>How partitions are written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(KeptPartition))]
internal sealed partial class PartitionJson : JsonSerializerContext;
