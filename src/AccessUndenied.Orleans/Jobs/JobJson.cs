using System.Text.Json.Serialization;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>How jobs are written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobSpec))]
internal sealed partial class JobJson : JsonSerializerContext;
