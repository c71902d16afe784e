namespace AccessUndenied.Policies;

/// <summary>Knows which roles the accounts have whose policies were read.</summary>
public interface IEntityDirectory
{
    /// <summary>Whether the account of the role <paramref name="id"/> has it; null where the account was not read.</summary>
    bool? HasRole(string id);

    /// <summary>The identifiers of the roles in the account of the role <paramref name="id"/>.</summary>
    IEnumerable<string> RolesBeside(string id);
}
