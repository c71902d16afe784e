namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>What may befall a cluster.</summary>
internal enum FaultKind
{
    /// <summary>A worker is killed, without a word.</summary>
    Kill,

    /// <summary>A worker is paused, perhaps for longer than its lease.</summary>
    Pause,

    /// <summary>A worker is told to end.</summary>
    Drain,

    /// <summary>A worker joins where there is none by now.</summary>
    Join,

    /// <summary>A worker does not reach the store.</summary>
    CutOff,

    /// <summary>The store is killed, and started anew over what it kept.</summary>
    RestartStore,

    /// <summary>The store takes nothing more, as if its disk were full.</summary>
    FillStore,

    /// <summary>Somebody else submits the same job.</summary>
    SubmitAgain,
}
