using System.Text;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>Asks the simulator for the verdict on a request in the <c>simulate</c> format.</summary>
internal sealed class DecisionJudge
{
    private readonly LocalSimulator _simulator = new();
    private readonly BatchRequestReader _reader = new(new GivenDocumentCache());

    /// <summary>The verdict; the request must be readable.</summary>
    public Verdict Decide(string text)
    {
        var request = Read(text);
        return _simulator.Decide(request.Request!, request.Policies);
    }

    /// <summary>The result with every statement, for which the index is not asked.</summary>
    public SimulationResult Simulate(string text, TraceDetail detail = TraceDetail.EveryStatement)
    {
        var request = Read(text);
        return _simulator.Simulate(request.Request!, request.Policies, detail);
    }

    /// <summary>The verdict and what each layer says, in one line.</summary>
    public string Describe(string text)
    {
        var result = Simulate(text);
        return $"{Decide(text)} error: {result.Error is not null} "
            + string.Join(", ", result.Layers.Select(layer => $"{layer.Layer}={layer.Decision}"));
    }

    private BatchRequest Read(string text)
    {
        var request = _reader.Read(Encoding.UTF8.GetBytes(text));
        request.Error.Should().BeNull(because: text);
        return request;
    }
}
