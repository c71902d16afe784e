using System.Text.Json.Serialization;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>How calls that made sessions are kept.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IssuedSession))]
internal sealed partial class SessionJson : JsonSerializerContext;
