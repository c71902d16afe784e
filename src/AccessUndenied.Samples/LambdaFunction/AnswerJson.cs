using System.Text.Json.Serialization;

namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>The JSON that Lambda is answered with.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class AnswerJson : JsonSerializerContext;
