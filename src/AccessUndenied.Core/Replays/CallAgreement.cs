namespace AccessUndenied.Replays;

/// <summary>Whether the simulator decides a call as it was decided.</summary>
public enum CallAgreement
{
    /// <summary>The record does not tell what policies decided.</summary>
    NotCounted,

    /// <summary>It does.</summary>
    Agrees,

    /// <summary>It decides otherwise: the policies at hand are not those of the time, evidence is missing, or it is wrong.</summary>
    Disagrees,

    /// <summary>It hangs on what nobody knows; this is never taken for agreement.</summary>
    Undecided,
}
