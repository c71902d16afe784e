using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests.Companions;

namespace AccessUndenied.Aws.Requests;

/// <summary>Fills what a row of the refusals' table asks for with the names of one record.</summary>
/// <remarks>A value that is more than a name, such as one with a wildcard, fills nothing: no right is asked for by it.</remarks>
internal sealed class RefusalPlaces(RefusalRow row, string? text, ResourceSearch search, int nth = 0)
{
    // What a row takes from the text stands after the beginning that all these roles' names have.
    private const string LinkedRolePlace = "linkedRole";
    private const string LinkedRolePrefix = "AWSServiceRoleFor";

    internal string? Account => search.Place.AccountId ?? search.Principal.AccountId;

    /// <summary><paramref name="template"/> with its places filled; null where the record does not name one of them.</summary>
    /// <remarks><c>{a,b}</c> is the first that it names, <c>{a,*}</c> any where it names none, <c>{a|b}</c> the text b; <c>{a/}</c> may be missing and has a slash after it.</remarks>
    internal string? Fill(string template)
    {
        var filled = new StringBuilder();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0)
        {
            var close = rest.IndexOf('}');
            var place = rest[(open + 1)..close].ToString();
            var isOpen = place.EndsWith('/');
            var bar = place.IndexOf('|', StringComparison.Ordinal);
            var value = First((bar < 0 ? place : place[..bar]).TrimEnd('/')) ?? (bar < 0 ? null : place[(bar + 1)..]);
            if (value is null && !isOpen)
            {
                return null;
            }

            filled.Append(rest[..open]).Append(value is null ? "" : isOpen ? value.TrimEnd('/') + "/" : value);
            rest = rest[(close + 1)..];
        }

        return filled.Append(rest).ToString();
    }

    /// <summary>The ARN of the role that a parameter or the text names by its ARN or name.</summary>
    internal string? Role(string places) => First(places) is not { } value ? null
        : Arn.TryParse(value, out var arn) ? (arn is { Service: "iam", ResourceType: "role" } ? value : null)
        : value.Contains(':', StringComparison.Ordinal) || Account is null ? null
        : $"arn:{search.Place.Partition}:iam::{Account}:role/{value.TrimStart('/')}";

    /// <summary>The ARN of the key that a parameter names by its ARN or id; null for an alias, behind which any key may be.</summary>
    internal string? Key(string places) => First(places) is not { } value ? null
        : Arn.TryParse(value, out var arn) ? (arn is { Service: "kms", ResourceType: "key" } ? value : null)
        : value.StartsWith("alias/", StringComparison.Ordinal) || value.Contains(':', StringComparison.Ordinal) || Account is null ? null
        : $"arn:{search.Place.Partition}:kms:{search.Place.Region}:{Account}:key/{value}";

    /// <summary>The ARN of the S3 object whose address a parameter is.</summary>
    internal string? Object(string places) => First(places) is { } value ? CompanionResources.ObjectOf(value, search.Place.Partition) : null;

    /// <summary>The ARN of the repository of the image that a parameter or the text names.</summary>
    internal string? Repository(string places) => First(places) is { } value ? CompanionResources.RepositoryOf(value, search.Place.Partition) : null;

    /// <summary>The service-linked role that the service wanted to make; null where neither text nor call tells which.</summary>
    internal (string Arn, string Service)? LinkedRole()
    {
        var found = First(LinkedRolePlace) is { } name
            ? ServiceLinkedRoles.Named(LinkedRolePrefix + name)
            : ServiceLinkedRoles.Of(ServiceName.LabelOf(search.Record.Service).ToString(), search.Record.Operation);
        return found is not { } role || Account is null
            ? null
            : ($"arn:{search.Place.Partition}:iam::{Account}:role/aws-service-role/{role.Service}/{role.Name}", role.Service);
    }

    private string? First(string places)
    {
        foreach (var place in places.Split(','))
        {
            if (place == "*")
            {
                return place;
            }

            var value = place switch
            {
                "partition" => search.Place.Partition,
                "region" => search.Place.Region,
                "account" => Account,
                _ => RefusalReader.Find(place, row, search.Record, text, nth) ?? (nth > 0 ? RefusalReader.Find(place, row, search.Record, text) : null),
            };
            if (value is not null && RefusalTake.IsName(value))
            {
                return value;
            }
        }

        return null;
    }
}
