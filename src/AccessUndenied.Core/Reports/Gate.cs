using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>One layer as a gate that a request has to pass.</summary>
internal readonly record struct Gate(PolicyLayer Layer, GateState State)
{
    // The order of evaluation (EVAL-03).
    private static readonly PolicyLayer[] s_order =
    [
        PolicyLayer.ResourceControl, PolicyLayer.ServiceControl, PolicyLayer.VpcEndpoint, PolicyLayer.Resource, PolicyLayer.RoleTrust,
        PolicyLayer.Identity, PolicyLayer.PermissionsBoundary, PolicyLayer.Session,
    ];

    /// <summary>A short name for a narrow place.</summary>
    public string Label => Layer switch
    {
        PolicyLayer.ResourceControl => "RCP",
        PolicyLayer.ServiceControl => "SCP",
        PolicyLayer.VpcEndpoint => "VPC endpoint",
        PolicyLayer.Resource => "resource",
        PolicyLayer.RoleTrust => "trust",
        PolicyLayer.Identity => "identity",
        PolicyLayer.PermissionsBoundary => "boundary",
        _ => "session",
    };

    /// <summary>The state in words.</summary>
    public string StateText => State switch
    {
        GateState.Open => "open",
        GateState.NotNeeded => "not needed",
        GateState.Unknown => "unknown",
        GateState.AlsoClosed => "closed too",
        _ => "closed",
    };

    /// <summary>The gates that the request of <paramref name="result"/> met, in the order of evaluation.</summary>
    public static IReadOnlyList<Gate> Of(AnalysisResult result)
    {
        var gates = new List<Gate>();
        foreach (var layer in s_order)
        {
            if (StateOf(result, layer) is { } state)
            {
                gates.Add(new(layer, state));
            }
        }

        return gates;
    }

    // A cause outranks what the policies at hand say: the refusal itself or its text may know better.
    private static GateState? StateOf(AnalysisResult result, PolicyLayer layer)
    {
        if (result.Causes.Any(cause => cause.Layer == layer))
        {
            return result.Causes[0].Layer == layer ? GateState.Closed : GateState.AlsoClosed;
        }

        if (result.Evidence.Unavailable.Any(item => item.Layer == layer))
        {
            return GateState.Unknown;
        }

        return result.Layers.FirstOrDefault(item => item.Layer == layer) switch
        {
            null => null,
            { Decision: Decision.Allowed } => GateState.Open,
            { Decision: Decision.Indeterminate } => GateState.Unknown,
            { Blocks: true } => GateState.AlsoClosed,
            _ => GateState.NotNeeded,
        };
    }
}
