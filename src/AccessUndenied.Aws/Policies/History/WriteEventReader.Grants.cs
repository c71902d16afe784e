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

    private bool IsAboutTags => _row.Kind is WriteKind.TagResource or WriteKind.UntagResource or WriteKind.PutTags or WriteKind.DeleteTags;

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
        var member = _row.Document.Split('|').Select(At).FirstOrDefault(element => element.ValueKind != JsonValueKind.Undefined);
        var tags = _row.Kind == WriteKind.DeleteTags ? "{}" : TagText.Read(member, areKeys);
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
        }

        return true;
    }

    private List<string> TaggedCarriers()
    {
        if (_row.Carrier == "ids")
        {
            var place = new ArnPlace(Partitions.OfRegion(_record.AwsRegion), _record.AwsRegion ?? "", _account);
            return [.. ElementsOf(At("resourcesSet.items")).Select(item => ParameterReader.TextOf(ParameterReader.Find(item, "resourceId")))
                .Select(id => id is null ? null : Ec2TaggedResources.ArnOf(id, place)).OfType<string>()];
        }

        if (_row.Carrier.Contains('{', StringComparison.Ordinal))
        {
            return CarrierOf(_row.Carrier) is { } carrier && IsOwn(carrier) ? [carrier] : [];
        }

        return [.. _row.Carrier.Split('|').SelectMany(name => TextsOf(_parameters[name])).Select(text => text!.GetValue<string>())
            .Where(arn => Arn.TryParse(arn, out var parts) && (parts.AccountId.IsEmpty || parts.AccountId.SequenceEqual(_account))).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<JsonNode?> TextsOf(JsonElement element) =>
        (element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(ParameterReader.TextOf) : [ParameterReader.TextOf(element)])
            .OfType<string>().Select(text => (JsonNode?)JsonValue.Create(text));
}
