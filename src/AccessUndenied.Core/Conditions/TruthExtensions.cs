namespace AccessUndenied.Conditions;

/// <summary>Three-valued logic (ANL-02).</summary>
public static class TruthExtensions
{
    /// <summary>Whether both hold: false where one is, else unknown where one is.</summary>
    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    /// <summary>Whether one of them holds: true where one is, else unknown where one is.</summary>
    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    /// <summary>The contrary; unknown stays unknown.</summary>
    public static Truth Not(this Truth value) => (Truth)(2 - (int)value);

    /// <summary>What is known.</summary>
    public static Truth ToTruth(this bool value) => value ? Truth.True : Truth.False;
}
