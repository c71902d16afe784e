namespace AccessUndenied.Policies;

/// <summary>Takes the entries that an index finds; a struct, so that visiting allocates nothing.</summary>
internal interface IEntryVisitor
{
    void Visit(int entry);
}
