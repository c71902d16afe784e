using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>Reads what a record's call changed.</summary>
/// <remarks>
/// A call that failed changes nothing, nor does one that names what is another service's, another account's or another Region's (HIST-07).
/// What the record leaves out makes the policy unknown; a record that does not even tell which policy is a loss.
/// </remarks>
internal sealed partial class WriteEventReader
{
    private readonly CloudTrailEvent _record;
    private readonly WriteRow _row;
    private readonly ParameterReader _parameters;
    private readonly JsonElement _response;
    private readonly string _account;
    private readonly List<SlotChange> _changes = [];
    private PolicyLayer _layer = PolicyLayer.Identity;
    private string _target = "";
    private string? _policyName;

    private WriteEventReader(CloudTrailEvent record, WriteRow row, string account)
    {
        _record = record;
        _row = row;
        _account = account;
        _parameters = RecordParts.Parameters(record);
        _response = RecordParts.ResponseElements(record) ?? default;
    }

    /// <summary>What <paramref name="record"/> changed; null where it changed nothing.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isLoss">Whether it changed something of which the record does not tell what.</param>
    public static WriteEvent? Read(CloudTrailEvent record, out bool isLoss)
    {
        isLoss = false;
        if (record.Problem is not null || record.HasFailed || record.Time is not { } time || record.Identity is not { } identity
            || (record.RecipientAccountId ?? identity.AccountId) is not { } account || EventSource.ServiceOf(record.Service) is not { } service
            || WriteTable.Find(service, record.Operation) is not { } row
            || (row.Source == "iam" && AccountIds.IsAccountId(identity.AccountId) && identity.AccountId != account))
        {
            return null;
        }

        var reader = new WriteEventReader(record, row, account);
        isLoss = !reader.ReadChanges();
        return isLoss || reader._changes.Count == 0 ? null : new()
        {
            Time = time,
            EventId = record.Id,
            Identity = record.SharedEventId ?? record.Id,
            Actor = identity.Arn ?? identity.UserName ?? identity.InvokedBy ?? identity.PrincipalId ?? (identity.Type.Length > 0 ? identity.Type : "unknown"),
            Action = $"{row.Source}:{WriteTable.WithoutVersion(record.Operation)}",
            Account = account,
            Region = record.AwsRegion ?? "",
            Layer = reader._layer,
            Target = reader._target,
            PolicyName = reader._policyName,
            Changes = reader._changes,
        };
    }

    private bool ReadChanges()
    {
        if (!_parameters.AreKnown || _parameters.Has("omitted"))
        {
            return false;
        }

        return _row.Source switch
        {
            "iam" => ReadIam(),
            "organizations" => ReadOrganizations(),
            _ => ReadResource(),
        };
    }

    private void Add(PolicySlot slot, SlotEffect effect, string? value = null, bool needsAbsent = false) => _changes.Add(new(slot, effect, value) { NeedsAbsent = needsAbsent });

    private void AddDocument(PolicySlot slot, JsonElement element)
    {
        var document = DocumentText.Of(element);
        Add(slot, document is null ? SlotEffect.Lose : SlotEffect.Set, document);
    }

    private bool ReadResource()
    {
        _layer = PolicyLayer.Resource;
        if (_row.Kind == WriteKind.PutEndpoint)
        {
            return ReadEndpoint();
        }

        if (CarrierOf(_row.Carrier) is not { } carrier)
        {
            return false;
        }

        if (!IsOwn(carrier))
        {
            return true;
        }

        _target = carrier;
        var slot = new PolicySlot(SlotKind.Resource, carrier);
        var document = At(_row.Document);
        switch (_row.Kind)
        {
            case WriteKind.NewResource:
                if (document.ValueKind != JsonValueKind.Undefined)
                {
                    AddDocument(slot, document);
                }
                else if (_row.Source == "kms")
                {
                    Add(slot, SlotEffect.Lose);
                }
                else
                {
                    Add(slot, SlotEffect.Remove, needsAbsent: _row.Source == "s3");
                }

                break;
            case WriteKind.PutResource:
                if (!IsAboutPolicy(document))
                {
                    break;
                }

                if (document.ValueKind == JsonValueKind.String && ParameterReader.StringOf(document) is "")
                {
                    Add(slot, SlotEffect.Remove);
                }
                else
                {
                    AddDocument(slot, document);
                }

                break;
            case WriteKind.DeleteResource when _row.Source == "lambda" && _parameters.Text("qualifier") is not null:
                break;
            case WriteKind.DeleteResource:
                Add(slot, SlotEffect.Remove);
                break;
            case WriteKind.AddStatement when ParameterReader.TextOf(document) is { } statement && _parameters.Text("qualifier") is null:
                Add(slot, SlotEffect.AddStatement, statement);
                break;
            case WriteKind.RemoveStatement when _parameters.Text(_row.Document) is { } id && _parameters.Text("qualifier") is null:
                Add(slot, SlotEffect.RemoveStatement, id);
                break;
            case WriteKind.PutPublicAccess:
                Add(new(SlotKind.PublicAccess, carrier), document.ValueKind == JsonValueKind.Object ? SlotEffect.Set : SlotEffect.Lose, SwitchesOf(document));
                break;
            case WriteKind.DeletePublicAccess:
                Add(new(SlotKind.PublicAccess, carrier), SlotEffect.Remove);
                break;
            default:
                Add(slot, SlotEffect.Lose);
                break;
        }

        return true;
    }

    // HIST-07: what a call changes is its own service's, and lies where the call was made. The ARN of a bucket tells neither account nor Region.
    private bool IsOwn(string carrier) => !carrier.StartsWith("arn:", StringComparison.Ordinal) || (Arn.TryParse(carrier, out var arn) && arn.Service.SequenceEqual(_row.Source)
        && (arn.AccountId.IsEmpty ? _row.Source == "s3" : arn.AccountId.SequenceEqual(_account))
        && (arn.Region.IsEmpty || _record.AwsRegion is not { Length: > 0 } region || arn.Region.SequenceEqual(region)));

    // SetQueueAttributes and SetTopicAttributes set other attributes, too.
    private bool IsAboutPolicy(JsonElement document) => _row.Event switch
    {
        "SetQueueAttributes" => document.ValueKind != JsonValueKind.Undefined || At("attributes").ValueKind != JsonValueKind.Object,
        "SetTopicAttributes" => _parameters.Text("attributeName") is null or "Policy",
        _ => true,
    };

    private bool ReadEndpoint()
    {
        _layer = PolicyLayer.VpcEndpoint;
        var parameters = At($"{_row.Event}Request") is { ValueKind: JsonValueKind.Object } inner ? inner : _parameters.Element;
        var id = _row.Event == "CreateVpcEndpoint" ? ParameterReader.TextOf(At(_row.Carrier)) : ParameterReader.TextOf(ParameterReader.Find(parameters, _row.Carrier));
        if (id is null)
        {
            return false;
        }

        _target = id;
        var document = ParameterReader.Find(parameters, _row.Document);
        if (document.ValueKind != JsonValueKind.Undefined)
        {
            AddDocument(new(SlotKind.Endpoint, id), document);
        }
        else if (ParameterReader.TextOf(ParameterReader.Find(parameters, "resetPolicy")) == "true" || _row.Event == "CreateVpcEndpoint")
        {
            // The default policy of an endpoint allows all; the record does not have its text.
            Add(new(SlotKind.Endpoint, id), SlotEffect.Lose);
        }

        return true;
    }

    private static string? SwitchesOf(JsonElement configuration)
    {
        if (configuration.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var switches = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"])
        {
            switches[name] = ParameterReader.TextOf(ParameterReader.Find(configuration, name)) == "true";
        }

        return switches.ToJsonString();
    }

    // The member at a path of parameters; "response." goes into the response.
    private JsonElement At(string path)
    {
        var (element, rest) = path.StartsWith("response.", StringComparison.Ordinal) ? (_response, path["response.".Length..]) : (_parameters.Element, path);
        foreach (var name in rest.Split('.'))
        {
            element = ParameterReader.Find(element, name);
        }

        return element;
    }

    private string? CarrierOf(string template)
    {
        var text = "";
        while (template.Length > 0)
        {
            var open = template.IndexOf('{');
            if (open < 0)
            {
                return text + template;
            }

            var close = template.IndexOf('}', open);
            var name = template[(open + 1)..close];
            var value = name switch
            {
                "partition" => Partitions.OfRegion(_record.AwsRegion),
                "region" => _record.AwsRegion,
                "account" => _account,
                _ => ParameterReader.TextOf(At(name.Split('|')[0])) ?? (name.Contains('|', StringComparison.Ordinal) ? name.Split('|')[1] : null),
            };
            if (string.IsNullOrEmpty(value))
            {
                return null;
            }

            if (value.StartsWith("arn:", StringComparison.Ordinal))
            {
                return value;
            }

            text += template[..open] + (value.StartsWith("https://", StringComparison.Ordinal) ? QueueOf(value) : value);
            template = template[(close + 1)..];
        }

        return text;
    }

    // https://sqs.us-east-1.amazonaws.com/123456789012/orders
    private string QueueOf(string url) =>
        url.Split('/') is [.., var account, var name] ? $"arn:{Partitions.OfRegion(_record.AwsRegion)}:sqs:{_record.AwsRegion}:{account}:{name}" : url;
}
