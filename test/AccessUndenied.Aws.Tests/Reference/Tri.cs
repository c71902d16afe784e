namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>A truth that may be unknown; the order makes AND the lesser and OR the greater of two (ANL-02).</summary>
internal enum Tri
{
    False,
    Unknown,
    True,
}

/// <summary>Three-valued logic.</summary>
internal static class TriLogic
{
    internal static Tri Of(bool value) => value ? Tri.True : Tri.False;

    internal static Tri Not(Tri value) => (Tri)((int)Tri.True - (int)value);

    internal static Tri All(IEnumerable<Tri> values) => values.Append(Tri.True).Min();

    internal static Tri Any(IEnumerable<Tri> values) => values.Append(Tri.False).Max();
}
