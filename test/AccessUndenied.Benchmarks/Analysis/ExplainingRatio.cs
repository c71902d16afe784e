using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using AccessUndenied.Aws.Events;
using AccessUndenied.Conditions;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Benchmarks.Analysis;

/// <summary>Explaining and planning, each against the verdict alone, on the sample events that are denied; and the reports.</summary>
/// <remarks>
/// A verdict is one simulation with its trace of a request whose condition keys have not been asked for yet: what an analysis does once
/// an event. It is not the bare decision, which writes no trace.
/// </remarks>
internal static class ExplainingRatio
{
    private const int Repeats = 400;
    private const int EventsOfAReport = 5_000;

    public static async Task RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(Path.Combine(data, "snapshot.json"));
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var bench = new Bench(provider);
        var events = new List<CloudTrailEvent>();
        await foreach (var deniedEvent in CloudTrailReader.ReadPathAsync(Path.Combine(data, "events.json"), new(), new()))
        {
            events.Add(deniedEvent);
            await bench.AddAsync(deniedEvent);
        }

        for (var round = 0; round <= rounds; round++)
        {
            var text = await bench.MeasureAsync();
            // The first round warms up.
            if (round > 0)
            {
                Console.WriteLine(text);
            }
        }

        Report(analyzer, events);
    }

    // Results are made anew, since whole documents are written once a result and then kept.
    private static void Report(IAccessDeniedAnalyzer analyzer, List<CloudTrailEvent> events)
    {
        foreach (var format in new[] { ReportFormat.JsonLines, ReportFormat.Text, ReportFormat.Markdown, ReportFormat.Html })
        {
            for (var pass = 0; pass < 2; pass++)
            {
                var results = Enumerable.Range(0, EventsOfAReport).Select(i => Finish(analyzer.AnalyzeAsync(events[i % events.Count])) with { EventId = $"event-{i}" }).ToList();
                var output = new ArrayBufferWriter<byte>();
                var watch = Stopwatch.StartNew();
                var writer = ReportWriters.Create(format, output);
                writer.Begin();
                results.ForEach(writer.Write);
                writer.End();
                if (pass > 0)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{format} of {EventsOfAReport:N0} events: {output.WrittenCount:N0} bytes, {watch.Elapsed.TotalMicroseconds / EventsOfAReport:F1} µs an event"));
                }
            }
        }

        var fresh = Enumerable.Range(0, EventsOfAReport).Select(i => Finish(analyzer.AnalyzeAsync(events[i % events.Count]))).ToList();
        var documents = Stopwatch.StartNew();
        var characters = fresh.Sum(result => result.Remediations.Sum(remediation => remediation.Changes.Sum(change => change.Policy is null ? 0L : change.Document.Length)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"whole documents of changed policies: {documents.Elapsed.TotalMicroseconds / EventsOfAReport:F1} µs and {characters / EventsOfAReport:N0} characters an event"));
        var sample = events.ConvertAll(deniedEvent => Finish(analyzer.AnalyzeAsync(deniedEvent)));
        var scripts = Stopwatch.StartNew();
        var length = 0L;
        for (var i = 0; i < Repeats; i++)
        {
            length += sample.Sum(result => result.Remediations.Sum(remediation => remediation.Changes.Sum(change => change.Scripts.Sum(script => (long)script.Text.Length))));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"commands and templates: {scripts.Elapsed.TotalMicroseconds / Repeats / sample.Count:F1} µs and {length / Repeats / sample.Count:N0} characters an event"));
    }

    private static T Finish<T>(ValueTask<T> task) => task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();

    private sealed class Bench(IServiceProvider provider)
    {
        private readonly IRequestResolver _resolver = provider.GetRequiredService<IRequestResolver>();
        private readonly IPolicySource _source = provider.GetRequiredService<IPolicySource>();
        private readonly IConditionKeyRegistry _keys = provider.GetRequiredService<IConditionKeyRegistry>();
        private readonly ISimulator _simulator = provider.GetRequiredService<ISimulator>();
        private readonly INearMissHints _hints = provider.GetRequiredService<INearMissHints>();
        private readonly RemediationPlanner _planner = new(provider.GetRequiredService<ISimulator>(), provider.GetRequiredService<IPolicyDialect>());
        private readonly List<(CloudTrailEvent Event, AuthorizationRequest Request, PolicySet Policies, DenialHint Hint)> _denied = [];

        public async Task AddAsync(CloudTrailEvent deniedEvent)
        {
            if (deniedEvent.Problem is not null || _resolver.Resolve(deniedEvent) is not { Problem: null, Requests: [var request, ..] } resolution)
            {
                return;
            }

            var policies = await _source.GetPoliciesAsync(request, default);
            request = request with { Principal = policies.ResolvedPrincipal ?? request.Principal };
            if ((await _simulator.SimulateAsync(Fresh(deniedEvent, request, policies), policies, default)).Decision is Decision.ImplicitDeny or Decision.ExplicitDeny)
            {
                _denied.Add((deniedEvent, request, policies, resolution.Hint));
            }
        }

        public async Task<string> MeasureAsync()
        {
            double verdict = 0, explaining = 0, planning = 0;
            var plans = 0;
            foreach (var (deniedEvent, request, policies, hint) in _denied)
            {
                var watch = Stopwatch.StartNew();
                for (var i = 0; i < Repeats; i++)
                {
                    await _simulator.SimulateAsync(Fresh(deniedEvent, request, policies), policies, default);
                }

                verdict += watch.Elapsed.TotalMicroseconds / Repeats;
                var known = Fresh(deniedEvent, request, policies);
                var result = await _simulator.SimulateAsync(known, policies, default);
                watch.Restart();
                for (var i = 0; i < Repeats; i++)
                {
                    await Explainer.ExplainAsync(known, policies, result, hint, _simulator, _hints, deniedEvent, default);
                }

                explaining += watch.Elapsed.TotalMicroseconds / Repeats;
                var explanation = await Explainer.ExplainAsync(known, policies, result, hint, _simulator, _hints, deniedEvent, default);
                watch.Restart();
                for (var i = 0; i < Repeats; i++)
                {
                    plans += (await _planner.PlanAsync([new(known, policies, result, explanation)], default)).Count;
                }

                planning += watch.Elapsed.TotalMicroseconds / Repeats;
            }

            return string.Create(CultureInfo.InvariantCulture,
                $"{_denied.Count} denials: verdict {verdict / _denied.Count:F2} µs; explaining {explaining / _denied.Count:F2} µs ({explaining / verdict:F2} verdicts); planning and verifying {planning / _denied.Count:F2} µs ({planning / verdict:F2} verdicts, {(double)plans / Repeats / _denied.Count:F1} plans)");
        }

        private AuthorizationRequest Fresh(CloudTrailEvent deniedEvent, AuthorizationRequest request, PolicySet policies)
        {
            var query = new ConditionKeyQuery(deniedEvent, request, policies.Facts);
            return request with { Context = RequestContext.Resolving(request.Context, key => _keys.Resolve(key, query)) };
        }
    }
}
