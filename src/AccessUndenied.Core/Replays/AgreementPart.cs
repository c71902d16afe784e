namespace AccessUndenied.Replays;

/// <summary>How often the simulator agrees on the calls of one service.</summary>
public sealed class AgreementPart
{
    internal AgreementPart(string service, AgreementCounts allowed, AgreementCounts denied)
    {
        Service = service;
        Allowed = allowed;
        Denied = denied;
    }

    /// <summary>The service, as the log names it.</summary>
    public string Service { get; }

    /// <summary>The calls that succeeded.</summary>
    public AgreementCounts Allowed { get; }

    /// <summary>The calls that were denied.</summary>
    public AgreementCounts Denied { get; }
}
