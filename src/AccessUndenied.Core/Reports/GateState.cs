namespace AccessUndenied.Reports;

/// <summary>How one layer stood to a request.</summary>
internal enum GateState
{
    /// <summary>It let the request through.</summary>
    Open,

    /// <summary>It did not allow the request and did not have to.</summary>
    NotNeeded,

    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>It blocks the request, and so does one that decided before it.</summary>
    AlsoClosed,

    /// <summary>It decided against the request.</summary>
    Closed,
}
