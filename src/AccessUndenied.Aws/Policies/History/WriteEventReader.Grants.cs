using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Grants of keys, shares of resources, and tags of resources.</summary>
/// <remarks>
/// Source: KMS Developer Guide, <see href="https://docs.aws.amazon.com/kms/latest/developerguide/ct-creategrant.html">CreateGrant</see>,
/// <see href="https://docs.aws.amazon.com/kms/latest/developerguide/ct-revoke-grant.html">RevokeGrant</see>,
/// <see href="https://docs.aws.amazon.com/kms/latest/developerguide/ct-retire-grant.html">RetireGrant</see>: of the last, the record has the grant beside the parameters, which are
/// left out, and the key among the resources (HIST-09).
/// </remarks>
internal sealed partial class WriteEventReader
{
    /// <summary>The service that shares resources of others.</summary>
    public const string Sharing = "ram";

    // Those that carry policies which a share writes.
    private static readonly string[] s_shared =
    [
        "acm-pca", "bcm-dashboards", "cloudhsm", "codebuild", "elasticloadbalancing", "glue", "imagebuilder", "network-firewall", "refactor-spaces", "route53resolver", "s3-outposts",
        "ssm", "ssm-contacts",
        "ssm-incidents", "vpc-lattice",
    ];

    // What ARNs call the types of AddTagsToResource.
    // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
    private static readonly Dictionary<string, string> s_managed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Document"] = "document",
        ["ManagedInstance"] = "managed-instance",
        ["MaintenanceWindow"] = "maintenancewindow",
        ["Parameter"] = "parameter",
        ["PatchBaseline"] = "patchbaseline",
        ["OpsItem"] = "opsitem",
        ["OpsMetadata"] = "opsmetadata",
        ["Automation"] = "automation-execution",
        ["Association"] = "association",
    };

    private bool IsAboutTags => _row.Kind is WriteKind.TagResource or WriteKind.UntagResource or WriteKind.PutTags or WriteKind.DeleteTags or WriteKind.LoseTags;

    // Only what the record names by itself: an alias is no key.
    private bool ReadGrant(string key)
    {
        var carrier = ParameterReader.TextOf(At("response.keyId")) is { } told && IsOwn(told) ? told : key;
        if (ParameterReader.TextOf(At("response.grantId")) is not { } id || !carrier.Contains(":key/", StringComparison.Ordinal))
        {
            return true;
        }

        (_target, _policyName) = (carrier, id);
        var grant = new JsonObject { ["Grantee"] = _parameters.Text("granteePrincipal"), ["Operations"] = new JsonArray([.. TextsOf(_parameters["operations"])]) };
        foreach (var name in (ReadOnlySpan<string>)["encryptionContextEquals", "encryptionContextSubset"])
        {
            if (ParameterReader.Find(_parameters["constraints"], name) is { ValueKind: JsonValueKind.Object } context)
            {
                grant[name] = DocumentText.Parse(context.GetRawText());
            }
        }

        Add(new(SlotKind.Grant, carrier, id), SlotEffect.Set, grant.ToJsonString(), needsAbsent: true);
        return true;
    }

    private bool ReadEndOfGrant()
    {
        _layer = AccessUndenied.Requests.PolicyLayer.Resource;
        var key = (_parameters.AreKnown ? CarrierOf(_row.Carrier) : null) ?? _record.Resources.Select(resource => resource.Arn).FirstOrDefault(arn =>
            arn?.Contains(":kms:", StringComparison.Ordinal) == true);
        var id = (_parameters.AreKnown ? _parameters.Text("grantId") : null)
            ?? (RecordParts.AdditionalEventData(_record) is { } data ? ParameterReader.TextOf(ParameterReader.Find(data, "grantId")) : null);
        if (key is not null && id is not null && IsOwn(key))
        {
            (_target, _policyName) = (key, id);
            Add(new(SlotKind.Grant, key, id), SlotEffect.Remove);
        }

        return true;
    }

    // The service that owns what is shared writes its policy itself, and not always in a record.
    private bool ReadShare()
    {
        var arns = TextsOf(_parameters[_row.Carrier]).Select(text => text!.GetValue<string>()).Where(arn => Arn.AccountOf(arn) == _account).ToList();
        if (arns.Count == 0)
        {
            // It names the share alone; those shared services are told apart where they are looked up.
            _lostKind = "";
            return false;
        }

        foreach (var arn in arns.Where(arn => s_shared.Contains(Arn.OrNone(arn).Service.ToString(), StringComparer.Ordinal)))
        {
            _target = arn;
            Add(new(SlotKind.Resource, arn), SlotEffect.Lose);
        }

        return true;
    }

    /// <summary>Whether a share may change the policies of resources of this service.</summary>
    public static bool IsShared(string? service) => s_shared.Contains(service, StringComparer.Ordinal);

    private bool ReadResourceTags()
    {
        _layer = AccessUndenied.Requests.PolicyLayer.Resource;
        var carriers = TaggedCarriers();
        if (carriers.Count == 0)
        {
            return false;
        }

        var areKeys = _row.Kind == WriteKind.UntagResource;
        var tags = _row.Kind switch
        {
            WriteKind.DeleteTags => "{}",
            WriteKind.LoseTags => null,
            _ => TagText.Read(TagsIn(), areKeys, mayBeNone: _row.Kind == WriteKind.PutTags),
        };
        var effect = tags is null ? SlotEffect.Lose : _row.Kind switch
        {
            WriteKind.TagResource => SlotEffect.Merge,
            WriteKind.UntagResource => SlotEffect.Part,
            _ => SlotEffect.Set,
        };
        foreach (var carrier in carriers)
        {
            _target = carrier;
            Add(new(SlotKind.ResourceTags, carrier), effect, tags);
            LoseCopies(carrier, areTags: true);
        }

        return true;
    }

    // S3 has its empty parameter "tagging" beside the body's "Tagging".
    private JsonElement TagsIn()
    {
        var members = _row.Document.Split('|').Select(At).Where(element => element.ValueKind != JsonValueKind.Undefined).ToList();
        foreach (var name in _row.Document.Split('|'))
        {
            members.AddRange(_parameters.Element.ValueKind != JsonValueKind.Object ? [] : _parameters.Element.EnumerateObject()
                .Where(member => name.Equals(ParameterReader.NameOf(member), StringComparison.OrdinalIgnoreCase)).Select(member => member.Value));
        }

        return members.OrderBy(element => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? 0 : 1).FirstOrDefault();
    }

    private List<string> TaggedCarriers()
    {
        if (_row.Carrier == "ids")
        {
            var place = new ArnPlace(Partitions.OfRegion(_record.AwsRegion), _record.AwsRegion ?? "", _account);
            return [.. ElementsOf(At("resourcesSet.items")).Select(item => ParameterReader.TextOf(ParameterReader.Find(item, "resourceId")))
                .Select(id => id is null ? null : Ec2TaggedResources.ArnOf(id, place)).OfType<string>()];
        }

        if (_row.Carrier == "typed")
        {
            return TypedCarrier() is { } typed ? [typed] : [];
        }

        if (_row.Carrier.Contains('{', StringComparison.Ordinal))
        {
            return CarrierOf(_row.Carrier) is { } carrier && IsOwn(carrier) && carrier.StartsWith("arn:", StringComparison.Ordinal) ? [carrier] : [];
        }

        return NamedArns();
    }

    // Systems Manager and EFS take an id, and a type or none.
    private string? TypedCarrier()
    {
        if (_parameters.Text("resourceId") is not { Length: > 0 } id)
        {
            return null;
        }

        var kind = _row.Source == "elasticfilesystem"
            ? id.StartsWith("fs-", StringComparison.Ordinal) ? "file-system" : id.StartsWith("fsap-", StringComparison.Ordinal) ? "access-point" : null
            : s_managed.GetValueOrDefault(_parameters.Text("resourceType") ?? "");
        return id.StartsWith("arn:", StringComparison.Ordinal) ? id
            : kind is null ? null
            : $"arn:{Partitions.OfRegion(_record.AwsRegion)}:{_row.Source}:{_record.AwsRegion}:{_account}:{kind}/{id.TrimStart('/')}";
    }

    // Resources that a call names by their ARNs, but for those that it says it failed for.
    private List<string> NamedArns()
    {
        var failed = ParameterReader.Find(_response, "failedResourcesMap") is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Select(ParameterReader.NameOf).OfType<string>().ToHashSet(StringComparer.Ordinal) : [];
        return [.. _row.Carrier.Split('|').SelectMany(name => TextsOf(_parameters[name])).Select(text => Plain(text!.GetValue<string>())!)
            .Where(arn => Arn.TryParse(arn, out var parts) && (parts.AccountId.IsEmpty || parts.AccountId.SequenceEqual(_account)) && !failed.Contains(arn))
            .Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<JsonNode?> TextsOf(JsonElement element) =>
        (element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(ParameterReader.TextOf) : [ParameterReader.TextOf(element)])
            .OfType<string>().Select(text => (JsonNode?)JsonValue.Create(text));
}
