using AccessUndenied.Samples.WebService;
using Microsoft.AspNetCore.Builder;

namespace AccessUndenied.Samples.Tests.WebService;

/// <summary>The service on a free port of loopback.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningService(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public static async Task<RunningService> StartAsync()
    {
        var app = AnalysisService.Build(["--urls", "http://127.0.0.1:0", "--snapshot", SampleData.Snapshot, "--Logging:LogLevel:Default", "None"]);
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
