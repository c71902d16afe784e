namespace AccessUndenied.Replays;

/// <summary>How often the simulator agrees on the calls of one service.</summary>
/// <param name="Service">The service, as the log names it.</param>
/// <param name="Allowed">The calls that succeeded.</param>
/// <param name="Denied">The calls that were denied.</param>
public sealed record AgreementPart(string Service, AgreementCounts Allowed, AgreementCounts Denied);
