namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Something that takes bytes of anybody's making, and what holds of it whatever they are.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Weight">How often it has its turn in a long run; those that are quick have it more often.</param>
/// <param name="Seeds">Inputs to spoil.</param>
/// <param name="Check">Reads an input of this name; throws where a law is broken, and for no other reason.</param>
internal sealed record FuzzTarget(string Name, int Weight, Func<IReadOnlyList<Seed>> Seeds, Action<string, byte[]> Check)
{
    public override string ToString() => Name;
}
