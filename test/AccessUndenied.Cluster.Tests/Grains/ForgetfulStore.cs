using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace AccessUndenied.Cluster.Tests.Grains;

/// <summary>State in memory; what is noted of jobs can be refused, as by a store that is full.</summary>
internal sealed class ForgetfulStore(DeepCopier copier) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), object> _kept = new();
    private volatile bool _refusesJobs;

    public bool RefusesJobs
    {
        get => _refusesJobs;
        set => _refusesJobs = value;
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_kept.TryGetValue((stateName, grainId), out var kept))
        {
            (grainState.State, grainState.RecordExists) = (copier.Copy((T)kept), true);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_refusesJobs && stateName == "job")
        {
            throw new IOException("the store is full");
        }

        (_kept[(stateName, grainId)], grainState.RecordExists) = (copier.Copy(grainState.State)!, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _kept.TryRemove((stateName, grainId), out _);
        return Task.CompletedTask;
    }
}
