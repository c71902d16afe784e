using System.Text.Json.Serialization;

namespace AccessUndenied.Core.Tests.Reports;

[JsonSerializable(typeof(string))]
internal sealed partial class ReportTestJson : JsonSerializerContext;
