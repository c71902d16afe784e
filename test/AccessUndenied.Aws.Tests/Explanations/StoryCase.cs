using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Explanations;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>One denial out of life: who asked what under which policies, and what an explanation must say of it.</summary>
internal sealed class StoryCase
{
    private static readonly GivenDocumentCache s_cache = new();

    public static LocalSimulator Simulator { get; } = new();

    public required JsonElement Json { get; init; }

    public string Name => Json.GetProperty("name").GetString()!;

    public string? Text(string member) => Json.TryGetProperty(member, out var value) ? value.GetString() : null;

    public static IEnumerable<TestCaseData> In(string file) => CaseFiles.Read(Path.Combine(CaseFiles.Root, "Explanations", file)).EnumerateArray()
        .Select(json => new StoryCase { Json = json }).Select(story => new TestCaseData(story).SetArgDisplayNames(story.ToString()));

    public (AuthorizationRequest Request, PolicySet Policies) Read() => Read(JsonSerializer.SerializeToUtf8Bytes(Json.GetProperty("request")));

    public static (AuthorizationRequest Request, PolicySet Policies) Read(byte[] json)
    {
        var read = new BatchRequestReader(s_cache).Read(json);
        read.Error.Should().BeNull();
        return (read.Request!, read.Policies);
    }

    public static async Task<Explanation> ExplainAsync(AuthorizationRequest request, PolicySet policies, DenialHint? hint = null, DateTimeOffset? time = null)
    {
        var result = await Simulator.SimulateAsync(request, policies, default).ConfigureAwait(false);
        return await Explainer.ExplainAsync(
            request, policies, result, hint ?? DenialHint.None, Simulator, new AwsPolicyHints(ActionCatalog.Default), new CloudTrailEvent { Id = "", Time = time }, default).ConfigureAwait(false);
    }

    public override string ToString() => $"{Text("rule")} {Name}";
}
