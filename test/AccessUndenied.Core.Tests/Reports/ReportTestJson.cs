using System.Text.Json.Serialization;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(AnalysisResult))]
[JsonSerializable(typeof(Finding))]
internal sealed partial class ReportTestJson : JsonSerializerContext;
