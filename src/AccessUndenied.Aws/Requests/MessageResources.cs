using AccessUndenied.Aws.Catalog;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>What an error message names as the resource: an ARN, a kind and a name, an address, a name, or only the request's shape.</summary>
/// <remarks>
/// A message tells what was evaluated. Where it leaves a field empty or ends in an open name, the request's own parameters and the record's
/// resources know more and come first. Source: rules MSG-41 and MSG-51.
/// </remarks>
internal sealed class MessageResources(ResourceFinder finder)
{
    private const string MaskedDigits = "********";

    /// <summary>The resource; null where the message names none that can be placed. What its reader should know is added to <paramref name="notes"/>.</summary>
    internal FoundResource? Find(CatalogAction action, ResourceSearch search, in DenialMessage message, List<Note> notes)
    {
        if (!message.HasResource || message.Resource.IsEmpty)
        {
            return null;
        }

        var text = message.Resource.ToString();
        // Of an action that is checked on no resource the message names the caller in its place.
        if (text == "*" || (action.TakesNoResource && text == search.Principal.Id))
        {
            return new(ResourceFinder.AnyOf(search), Certainty.Certain, RequestMessages.FromMessage);
        }

        if (Arn.TryParse(text, out var arn))
        {
            if (IsPathOfRequest(action, arn))
            {
                notes.Add(RequestMessages.PathInMessage(text));
                return null;
            }

            return OfArn(action, search, Unmask(arn, search), message.IsReasonCut ? Certainty.Likely : Certainty.Certain, notes);
        }

        if (text.StartsWith("ami-", StringComparison.Ordinal))
        {
            return OfImage(action, search, text);
        }

        if (QueueUrls.IsUrl(text))
        {
            return OfUrl(search, text, notes);
        }

        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            notes.Add(RequestMessages.EmptyField(text, "name"));
            return null;
        }

        if ((PhoneNumbers.OfMessage(action, text, search) ?? CognitoIdentities.OfMessage(action, text, search)) is { } unnamed)
        {
            return unnamed;
        }

        return action.Service == "iam" && IamEntities.OfMessage(text, search) is { } entity ? entity : finder.OfBareName(action, text, search);
    }

    private FoundResource OfArn(CatalogAction action, ResourceSearch search, Arn arn, Certainty certainty, List<Note> notes)
    {
        var text = arn.ToString();
        if (arn.Service is "ec2" && text.EndsWith("/*", StringComparison.Ordinal) && IdInParameters(search, arn) is { } id)
        {
            notes.Add(RequestMessages.NamedInParameters(id));
        }

        var named = new FoundResource(search.Identify(text), certainty, RequestMessages.FromMessage);
        if (Gap(action, arn) is not { } gap)
        {
            return named;
        }

        if (finder.Find(action, search) is [{ Certainty: not Certainty.Guess } known] && known.Id.Value != text && Completes(known.Id.Value, arn))
        {
            notes.Add(RequestMessages.ShapeOfRequest(text, gap));
            return known;
        }

        notes.Add(RequestMessages.EmptyField(text, gap));
        return named;
    }

    // EKS, Amazon Inspector and others put the path of the HTTP request where the name of the resource stands in an ARN; only the resources of a few
    // services have names that begin with a slash.
    private bool IsPathOfRequest(CatalogAction action, Arn arn) =>
        arn.Resource is ['/', ..] && arn.Service.Equals(action.Service, StringComparison.OrdinalIgnoreCase) && !finder.HasNamesWithSlash(action.Service);

    // The field that the formats of the action's resources have and the ARN leaves open; null when there is none.
    private string? Gap(CatalogAction action, Arn arn)
    {
        if (action.TakesNoResource || IsOfNobody(arn) || finder.TemplateOf(action, arn) is not { } template)
        {
            return null;
        }

        // Of a log group ":*" is a part of the name.
        return template.HasRegion && arn.Region.IsEmpty ? "region"
            : template.HasAccount && arn.AccountId.IsEmpty ? "account"
            : arn.Resource.EndsWith(":*", StringComparison.Ordinal) && arn.Service is not "logs" ? "name"
            : arn.Resource is "*" ? "name"
            : null;
    }

    // What AWS itself offers belongs to no account, and a model behind a global inference profile is in no Region.
    private static bool IsOfNobody(Arn arn) => arn.Service is "ssm"
        ? SystemsManagerResources.IsPublicParameter(arn.Resource) || (arn.AccountId.IsEmpty && arn.Resource.StartsWith("document/", StringComparison.Ordinal))
        : arn.Service is "bedrock" && arn.Resource.StartsWith("foundation-model/", StringComparison.Ordinal);

    private static bool Completes(string known, Arn open) =>
        Arn.TryParse(known, out var arn) && arn.Service.SequenceEqual(open.Service) && !known.AsSpan().ContainsAny('*', '?')
        && (open.Resource.EndsWith("*") ? arn.Resource.StartsWith(open.Resource[..^1], StringComparison.Ordinal) : arn.Resource.SequenceEqual(open.Resource));

    // NOP-01: the images that the caller may not launch; services that launch for it repeat EC2's words.
    private static FoundResource? OfImage(CatalogAction action, ResourceSearch search, string images)
    {
        var end = images.IndexOf(',', StringComparison.Ordinal);
        return action.Service == "ec2"
            ? new(search.Identify($"arn:{search.Place.Partition}:ec2:{search.Place.Region}::image/{(end < 0 ? images : images[..end])}"), Certainty.Certain, RequestMessages.FromMessage)
            : null;
    }

    private static FoundResource? OfUrl(ResourceSearch search, string url, List<Note> notes)
    {
        if (QueueUrls.ArnOf(url, search.Place) is { } queue)
        {
            return new(search.Identify(queue), Certainty.Certain, RequestMessages.FromMessage);
        }

        notes.Add(RequestMessages.HostAlone(url));
        return null;
    }

    // API Gateway hides all but the last four digits of its owner's account.
    private static Arn Unmask(Arn arn, ResourceSearch search)
    {
        var account = search.Place.AccountId;
        return arn.AccountId.StartsWith(MaskedDigits, StringComparison.Ordinal) && account is not null && arn.AccountId.EndsWith(account.AsSpan(MaskedDigits.Length))
            && Arn.TryParse(arn.ToString().Replace($":{arn.AccountId}:", $":{account}:", StringComparison.Ordinal), out var plain)
            ? plain
            : arn;
    }

    // EC2 answers a malformed or foreign id with "…:instance/*"; the id that was asked for is in the parameters (REQ-07).
    private static string? IdInParameters(ResourceSearch search, Arn arn)
    {
        var wanted = FoldedName.Of(arn.ResourceType.ToString()) + "id";
        foreach (var member in search.Members)
        {
            if (member.Folded == wanted)
            {
                return member.Value;
            }
        }

        return null;
    }
}
