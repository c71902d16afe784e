using System.Text.Json.Serialization;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>Writes the bodies of requests without reflection.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PolicyTableJson : JsonSerializerContext;
