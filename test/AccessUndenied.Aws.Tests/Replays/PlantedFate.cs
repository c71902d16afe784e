namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>What a proposal was planted to make of a call.</summary>
internal enum PlantedFate
{
    Same,
    ExplicitDeny,
    ImplicitDeny,
    Allowed,
    Open,
}
