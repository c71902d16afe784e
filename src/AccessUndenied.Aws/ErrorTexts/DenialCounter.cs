using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Takes what is told several times together.</summary>
internal static class DenialCounter
{
    internal static ErrorTextContents Of(List<FoundDenial> found, CleanText clean)
    {
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        var denials = new List<ErrorTextDenial>();
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in found)
        {
            var denial = Denial(one, clean);
            var key = one.IsSentence
                ? string.Join('\n', denial.Principal, denial.Action, denial.Resource, WithoutEncoded(denial.Message))
                : string.Join('\n', denial.Principal, denial.Action, denial.Resource, denial.Operation, denial.Service, denial.Message);
            if (byKey.TryGetValue(key, out var index))
            {
                denials[index] = Again(denials[index], denial);
            }
            else if (denials.Count < ErrorTextReader.MostDenials)
            {
                byKey.Add(key, denials.Count);
                denials.Add(denial);
            }
            else
            {
                leftOut.Add(key);
            }
        }

        return new(denials, leftOut.Count, denials.Count > 0 ? [] : OtherErrorSearch.Find(clean.Flat));
    }

    private static ErrorTextDenial Again(ErrorTextDenial first, ErrorTextDenial again) => new()
    {
        Message = first.Message,
        Principal = first.Principal,
        Action = first.Action,
        Resource = first.Resource,
        Service = first.Service,
        Operation = first.Operation ?? again.Operation,
        ErrorCode = first.ErrorCode ?? again.ErrorCode,
        RequestId = first.RequestId ?? again.RequestId,
        Region = first.Region,
        HasEncodedMessage = first.HasEncodedMessage,
        Count = first.Count + 1,
        IsNested = first.IsNested || again.IsNested,
        HasNameApart = first.HasNameApart,
        Line = first.Line,
    };

    private static ErrorTextDenial Denial(FoundDenial one, CleanText clean)
    {
        var text = SignedAddress.WithoutCredentials(one.Message);
        var message = DenialMessage.Parse(text);
        var action = message.Action.IsEmpty
            ? message.ImpliedAction
            : ActionCatalog.Default.FindAction(message.RefusedAction)?.FullName ?? message.RefusedAction.ToString();
        var row = one.RefusedBy is { } id ? RefusalTable.Named(id) : null;
        var service = ServiceOf(one.Service, row) ?? (action is null ? null : ActionName.ServiceOf(action).ToString().ToLowerInvariant());
        var operation = ActionOf(service, one.Operation);
        var resource = one.Name ?? (message.HasResource && message.Resource.Length > 0 ? message.Resource.ToString()
            : one.Bucket is { } bucket ? BucketArn(bucket, one.Key is null ? null : SignedAddress.WithoutCredentials(one.Key), action ?? operation?.FullName)
            : null);
        return new()
        {
            Message = text,
            Principal = message.Caller.IsEmpty ? CallerOf(text) : message.Caller.ToString(),
            Action = action ?? operation?.FullName,
            Resource = resource,
            Service = service ?? operation?.Service,
            Operation = one.Operation,
            ErrorCode = one.Code,
            RequestId = one.RequestId,
            Region = one.Region ?? RegionOf(resource),
            HasEncodedMessage = !message.EncodedMessage.IsEmpty,
            Line = clean.LineAt(one.Start),
            IsNested = one.IsNested,
            HasNameApart = one.Name is not null,
            IsRefusedByService = row is { IsCertain: true },
        };
    }

    // The words of one service alone tell which it was.
    private static string? ServiceOf(string? told, RefusalRow? row) =>
        row is null || row.IsOfAnyService || (told is not null && row.Services.Contains(told, StringComparer.OrdinalIgnoreCase)) ? told : row.Services[0];

    // "User: CALLER is not authorized to perform: null" has a caller all the same, and Kubernetes writes 'User "CALLER" cannot'.
    private static string? CallerOf(string message)
    {
        const string Quoted = "User \"arn:";
        if (message.IndexOf(Quoted, StringComparison.Ordinal) is >= 0 and var quote)
        {
            var name = message.AsSpan(quote + Quoted.Length - 4);
            return name.IndexOf('"') is > 0 and var close ? name[..close].ToString() : null;
        }

        const string User = "User: ";
        if (!message.StartsWith(User, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = message.AsSpan(User.Length);
        var end = rest.IndexOf(" is not authorized", StringComparison.OrdinalIgnoreCase);
        return end > 0 && !rest[..end].Contains(' ') ? rest[..end].ToString() : null;
    }

    // Without a service, the name of the operation tells where only one has it.
    private static CatalogAction? ActionOf(string? service, string? operation)
    {
        if (operation is null)
        {
            return null;
        }

        var found = ActionCatalog.Default.FindOperation(service is null ? "" : $"{service}.amazonaws.com", operation);
        return service is null && found.Match != OperationMatch.Guess ? null : found.Actions[0];
    }

    private static string BucketArn(string bucket, string? key, string? action)
    {
        var known = action is null ? null : ActionCatalog.Default.FindAction(action);
        return key is not null && (known is null || known.ResourceTypes.Any(type => type.Name == "object")) ? $"arn:aws:s3:::{bucket}/{key}" : $"arn:aws:s3:::{bucket}";
    }

    private static string? RegionOf(string? resource) =>
        Arn.TryParse(resource, out var arn) && !arn.Region.IsEmpty && !arn.Region.Contains('*') ? arn.Region.ToString() : null;

    // The encoded message is another one each time, and so is the authorization id.
    private static string WithoutEncoded(string message) =>
        message.IndexOf("Encoded authorization", StringComparison.Ordinal) is >= 0 and var at ? message[..at] : DenialMessage.DenialIn(message)!;
}
