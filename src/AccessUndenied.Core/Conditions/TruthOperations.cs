namespace AccessUndenied.Conditions;

/// <summary>Three-valued logic (ANL-02).</summary>
internal static class TruthOperations
{
    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    public static Truth Not(this Truth value) => (Truth)(2 - (int)value);

    public static Truth ToTruth(this bool value) => value ? Truth.True : Truth.False;
}
