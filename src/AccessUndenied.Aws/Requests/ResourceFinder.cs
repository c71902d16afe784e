using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Finds the resources of an action where the error message does not name them.</summary>
/// <remarks>
/// Order: what takes no resource; the record's <c>resources</c>; what S3, DynamoDB and IAM say in ways of their own; the ARN formats
/// of the action's resource types, filled from the parameters. Rules: docs/rules/requests.md (REQ-30).
/// </remarks>
internal sealed class ResourceFinder(ActionCatalog catalog)
{
    private readonly TemplateFiller _filling = new(catalog);

    internal TemplateFiller Filling => _filling;

    internal List<FoundResource> Find(CatalogAction action, ResourceSearch search)
    {
        var found = FindAny(action, search);

        // Whether the caller's account is the management account, the record does not tell.
        return OrganizationCalls.IsOfManagementAccount(action.FullName)
            ? found.ConvertAll(f => f.From == RequestMessages.FromResources ? f : f with { Id = f.Id with { IsApproximate = true }, Note = RequestMessages.OrganizationsCall })
            : found;
    }

    private List<FoundResource> FindAny(CatalogAction action, ResourceSearch search)
    {
        if (action.TakesNoResource)
        {
            return [LogGroups.OfAll(action, search) ?? new(AnyOf(search), Certainty.Certain, RequestMessages.FromNoResource)];
        }

        if (!action.IsListed)
        {
            return [OfUnlisted(search)];
        }

        if (!IsOwn(action, search.Record.Service))
        {
            return OfForeign(action, search);
        }

        if (DynamoDbTables.FindNamed(action, search) is { } tables)
        {
            return tables;
        }

        if (S3Resources.OfAccessPoint(action, search) is { } behind)
        {
            return behind;
        }

        // An object of a directory bucket is listed too, and its ARN would pass for a bucket's.
        var found = action.Service == "s3express" && search.Parameters.Has("bucketName") ? [] : Listed(action, search);
        if (found.Count > 0 && search.Parameters.AreKnown)
        {
            found = Agreed(action, search, found);
        }
        else if (found.Count == 0)
        {
            found = OfParameters(action, search);
        }

        return action.Service == "lambda" ? LambdaQualifiers.Add(found, search) : action.FullName == "appsync:GraphQL" ? found.ConvertAll(FieldsOf) : found;
    }

    /// <summary>What the parameters alone name.</summary>
    internal List<FoundResource> OfParameters(CatalogAction action, ResourceSearch search)
    {
        if (OfService(action, search) is { Count: > 0 } ofService)
        {
            return ofService;
        }

        var call = new CalledOperation(action, search.Record.Operation);
        var found = TemplateChoice.Choose(_filling.Fill(call, search.Members), call, search);
        return action.Service == "kms" && search.Parameters.Text("keyId") is { } key && key.Contains("alias/", StringComparison.Ordinal)
            ? found.ConvertAll(f => f with { Note = RequestMessages.KeyAlias(key) })
            : found;
    }

    // MSG-58: where a record lists what its parameters do not name, they were what was asked for.
    private List<FoundResource> Agreed(CatalogAction action, ResourceSearch search, List<FoundResource> listed)
    {
        // Of the two keys of a re-encryption the ciphertext may tell one, which no parameter names.
        if (action.Name.StartsWith("ReEncrypt", StringComparison.Ordinal) || listed.TrueForAll(one => ResourceContradictions.Mentions(search, one.Id.Value)
            && ResourceContradictions.IsNear(one.Id.Value, search)))
        {
            return listed;
        }

        var asked = OfParameters(action, search);
        string? other = null;
        return listed.TrueForAll(one => (other = ResourceContradictions.Of(one.Id.Value, asked, action, search, this)) is not null)
            ? asked.ConvertAll(one => one with { Note = RequestMessages.ResourceContradicts(listed[0].Id.ToString(), RequestMessages.FromResources, other!) })
            : listed;
    }

    // A query is checked on each field that it asks for, and the record lists the API alone.
    // https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
    private static FoundResource FieldsOf(FoundResource api) => api.Id.Value.Contains("/types/", StringComparison.Ordinal)
        ? api
        : api with { Id = api.Id with { Value = $"{api.Id.Value.TrimEnd('*').TrimEnd('/')}/types/*/fields/*" }, Certainty = Certainty.Guess, Note = RequestMessages.OpenPlaces("field") };

    /// <summary>Whether some resource of the service <paramref name="prefix"/> has a name that begins with a slash.</summary>
    /// <remarks>Operations of Cost Explorer and paths of AppSync stand in the place of resources, and policies name them.</remarks>
    internal bool HasNamesWithSlash(string prefix) =>
        prefix.ToUpperInvariant() is "CE" or "APPSYNC" || catalog.FindService(prefix)?.ResourceTypes.Any(type => type.ArnTemplates.Any(template => Arn.FieldsOf(template) is [.., ['/', ..]])) == true;

    /// <summary>The format, among those of the action's resources, that <paramref name="arn"/> has in its last part; null when it has none.</summary>
    internal ArnTemplate? TemplateOf(CatalogAction action, Arn arn)
    {
        if (_filling.TypeOf(action, arn) is not { } type)
        {
            return null;
        }

        var formats = _filling.Of(type.Type);
        for (var i = 0; i < formats.Count; i++)
        {
            if (formats[i].Fits(arn))
            {
                return formats[i];
            }
        }

        return null;
    }

    // A message may name another service's action: the parameters are then not that service's, and a name among them is no name there.
    internal bool IsOwn(CatalogAction action, string eventSource)
    {
        var prefixes = catalog.ServicesOfEventSource(eventSource);
        for (var i = 0; i < prefixes.Count; i++)
        {
            if (prefixes[i].Equals(action.Service, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return prefixes.Count == 0 && ServiceName.LabelOf(eventSource).Equals(action.Service, StringComparison.OrdinalIgnoreCase);
    }

    private List<FoundResource> OfForeign(CatalogAction action, ResourceSearch search)
    {
        var found = Listed(action, search);
        if (found.Count == 0 && action.Service == "kms" && KmsKeyMembers.Find(search) is { } key)
        {
            found = [key];
        }

        if (found.Count > 0)
        {
            return found;
        }

        var call = new CalledOperation(action, search.Record.Operation);
        var whole = _filling.FillWhole(call, search.Members);
        if (whole.Exists(one => one.Whole is not null))
        {
            return TemplateChoice.Choose(whole, call, search);
        }

        // The format that says least claims least.
        var open = whole.OrderByDescending(one => one.Type.Required).ThenBy(one => one.Template.LiteralLength).First();
        return [new(search.Identify(open.Template.Fill(search.Place, open.Values)), Certainty.Guess, RequestMessages.FromType, RequestMessages.ForeignAction(search.Record.Service, open.Type.Name))];
    }

    private static List<FoundResource>? OfService(CatalogAction action, ResourceSearch search) => action.Service switch
    {
        "s3" or "s3express" or "s3-object-lambda" => S3Resources.Find(action, search),
        "dynamodb" => DynamoDbTables.Find(action, search),
        "kms" => ReEncryptedKeys.Find(action, search),
        "iam" => IamEntities.Find(action, search),
        "bedrock" => BedrockModels.Find(action, search),
        "ec2" => Ec2TaggedResources.Find(action, search),
        "logs" => LogGroups.Find(action, search),
        "ssm" => SystemsManagerResources.Find(action, search),
        "ecs" => TaskDefinitions.Find(action, search),
        "elasticloadbalancing" => LoadBalancers.Find(action, search),
        "secretsmanager" => Secrets.Find(action, search),
        "apigateway" => ApiGatewayPaths.Find(action, search),
        "sns" => PhoneNumbers.Find(action, search) is { } number ? [number] : OfTarget(action, search),
        "iot" => CognitoIdentities.Find(action, search) is { } identity ? [identity] : null,
        "athena" => Workgroups.Find(action, search),
        _ => null,
    };

    // A message to one endpoint of a mobile application, which the reference knows no format for.
    private static List<FoundResource>? OfTarget(CatalogAction action, ResourceSearch search) =>
        action.Name == "Publish" && search.Parameters.Text("targetArn") is { } target && Arn.TryParse(target, out _)
            ? [new(search.Identify(target), Certainty.Likely, RequestMessages.FromParameters)]
            : null;

    /// <summary>No resource in particular, in the caller's own account.</summary>
    internal static ResourceId AnyOf(ResourceSearch search) => new("*", search.Principal.AccountId ?? search.Place.AccountId);

    /// <summary>A resource that the message names without its ARN; null where the name cannot be placed.</summary>
    internal FoundResource? OfBareName(CatalogAction action, string name, ResourceSearch search)
    {
        ActionResourceType? type = null;
        for (var i = 0; i < action.ResourceTypes.Count; i++)
        {
            var candidate = action.ResourceTypes[i];
            if (type is null || (candidate.Required && !type.Required))
            {
                type = candidate;
            }
        }

        if (type is null || _filling.Of(type.Type)[0] is not { Variables.Length: > 0 } template)
        {
            return null;
        }

        string? account = null;
        var values = new string?[template.Variables.Length];
        values[^1] = MemberValue.For(action.Service == "secretsmanager" ? name + Secrets.OpenSuffix : name, template.Variables[^1], ref account);
        if (values[^1] is null)
        {
            return null;
        }

        var place = account is null ? search.Place : search.Place with { AccountId = account };
        var note = values.Length > 1 ? RequestMessages.OpenPlaces(type.Name) : action.Service == "secretsmanager" ? RequestMessages.SecretSuffix : null;
        return new(search.Identify(template.Fill(place, values)), values.Length > 1 ? Certainty.Guess : Certainty.Likely, RequestMessages.FromMessage, note);
    }

    private List<FoundResource> Listed(CatalogAction action, ResourceSearch search)
    {
        var found = new List<FoundResource>();
        var best = -1;
        foreach (var resource in search.Record.Resources)
        {
            if (!Arn.TryParse(resource.Arn, out var arn) || _filling.TypeOf(action, arn) is not { } type)
            {
                continue;
            }

            // A required type is what the action is about; the others came along.
            var rank = type.Required ? 1 : 0;
            if (rank > best)
            {
                found.Clear();
                best = rank;
            }

            if (rank == best)
            {
                var owner = AccountIds.IsAccountId(resource.AccountId) ? resource.AccountId : null;
                found.Add(new(search.Identify(resource.Arn, owner), Certainty.Certain, RequestMessages.FromResources));
            }
        }

        return action.Service == "kms" ? ReEncryptedKeys.Of(action.FullName, found, search) : found;
    }

    private static FoundResource OfUnlisted(ResourceSearch search)
    {
        foreach (var resource in search.Record.Resources)
        {
            if (resource.Arn is { } arn && Arn.TryParse(arn, out _))
            {
                return new(search.Identify(arn, resource.AccountId), Certainty.Guess, RequestMessages.FromResources);
            }
        }

        return new(AnyOf(search), Certainty.Guess, RequestMessages.FromNothing, RequestMessages.UnlistedAction);
    }
}
