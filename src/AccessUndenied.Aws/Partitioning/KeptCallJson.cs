using System.Text.Json.Serialization;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>How replayed calls are written.</summary>
[JsonSerializable(typeof(KeptCall))]
internal sealed partial class KeptCallJson : JsonSerializerContext;
