using System.Text.Json.Serialization;

namespace AccessUndenied.Replays;

/// <summary>How replayed calls are written.</summary>
[JsonSerializable(typeof(KeptCall))]
internal sealed partial class KeptCallJson : JsonSerializerContext;
