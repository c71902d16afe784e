namespace AccessUndenied.Policies;

/// <summary>Knows which roles the accounts have whose policies were read.</summary>
public interface IEntityDirectory
{
    /// <summary>Whether the account of the role <paramref name="id"/> has it; null where the account was not read.</summary>
    bool? HasRole(string id);

    /// <summary>The identifiers of the roles in the account of the role <paramref name="id"/>.</summary>
    IEnumerable<string> RolesBeside(string id);

    /// <summary>The identity-based policies of the user or role <paramref name="id"/>, a user's groups included, as far as they could be read; null where it is not known.</summary>
    IReadOnlyList<AttachedPolicy>? PoliciesOf(string id) => null;
}
