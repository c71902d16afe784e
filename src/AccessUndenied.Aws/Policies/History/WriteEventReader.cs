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
    private readonly List<TrailLoss> _losses = [];
    private PolicyLayer _layer = PolicyLayer.Identity;
    private string _target = "";
    private string? _policyName;
    private string? _lostKind;

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
    public static WriteEvent? Read(CloudTrailEvent record, out bool isLoss) => Read(record, out isLoss, out _);

    /// <summary>The same.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isLoss">As above.</param>
    /// <param name="lost">What may have changed, beside what the record tells; empty where nothing was lost.</param>
    public static WriteEvent? Read(CloudTrailEvent record, out bool isLoss, out IReadOnlyList<TrailLoss> lost)
    {
        (isLoss, lost) = (false, []);
        // An endpoint's own record of a call has no parameters, and says nothing that the call's record does not.
        if (record.Problem is not null || record.HasFailed || record.IsNetworkActivity || record.Time is not { } time || record.Identity is not { } identity
            || (record.RecipientAccountId ?? identity.AccountId) is not { } account || EventSource.ServiceOf(record.Service) is not { } service
            || WriteTable.Find(service, record.Operation) is not { } row
            || (row.Source == "iam" && AccountIds.IsAccountId(identity.AccountId) && identity.AccountId != account))
        {
            return null;
        }

        var reader = new WriteEventReader(record, row, account);
        if (reader._parameters.AreKnown && reader._parameters.Text("dryRun") == "true")
        {
            return null;
        }

        isLoss = !reader.ReadChanges();
        lost = isLoss ? [new(account, row.Source == WriteRows.AnySource ? service : reader.ArnService, reader._lostKind, time) { IsOfTags = reader.IsAboutTags }]
            : reader._losses;
        return isLoss || reader._changes.Count == 0 ? null : new()
        {
            Time = time,
            EventId = record.Id,
            Identity = record.SharedEventId ?? record.Id,
            Actor = identity.Arn ?? identity.UserName ?? identity.InvokedBy ?? identity.PrincipalId ?? (identity.Type.Length > 0 ? identity.Type : "unknown"),
            Action = $"{service}:{WriteTable.WithoutVersion(record.Operation)}",
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
        if (_row.Kind is WriteKind.EndGrant or WriteKind.JoinOrLeave)
        {
            return _row.Kind == WriteKind.EndGrant ? ReadEndOfGrant() : ReadOrganizations();
        }

        if (!_parameters.AreKnown || _parameters.Has("omitted"))
        {
            return false;
        }

        return _row.Source switch
        {
            "iam" => ReadIam(),
            "organizations" => ReadOrganizations(),
            _ when IsAboutTags => ReadResourceTags(),
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

        if (_row.Kind == WriteKind.Share)
        {
            return ReadShare();
        }

        if (_row.Kind == WriteKind.LosePolicy)
        {
            var named = NamedArns();
            named.ForEach(arn => Add(new(SlotKind.Resource, _target = arn), SlotEffect.Lose));
            return named.Count > 0;
        }

        if (CarrierOf(_row.Carrier) is not { } carrier)
        {
            return false;
        }

        if (_row.Source == "secretsmanager" && !carrier.StartsWith("arn:", StringComparison.Ordinal))
        {
            // Six characters follow a secret's name, which records of calls that go by the name may lack.
            _lostKind = $"arn:{Partitions.OfRegion(_record.AwsRegion)}:secretsmanager:{_record.AwsRegion}:{_account}:secret:{carrier}";
            return false;
        }

        if (!IsOwn(carrier))
        {
            return true;
        }

        if (_row.Kind == WriteKind.LoseKind)
        {
            _lostKind = carrier;
            return false;
        }

        _target = carrier;
        LoseCopies(carrier, areTags: false);
        if (_row.Kind == WriteKind.LoseReplicas)
        {
            LoseCopies(carrier, areTags: true);
            return true;
        }

        var slot = new PolicySlot(SlotKind.Resource, carrier);
        var document = DocumentIn();
        switch (_row.Kind)
        {
            case WriteKind.NewResource:
                Create(slot, document);
                break;
            case WriteKind.CreateGrant:
                return ReadGrant(carrier);
            case WriteKind.MayPutResource when document.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null:
                break;
            case WriteKind.MayPutResource:
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
            case WriteKind.DeleteResource:
                Add(slot, SlotEffect.Remove);
                AddEndOfTags(carrier);
                AddEndOfSwitches(carrier);
                if (_row is { Source: "lambda", Event: "DeleteFunction" })
                {
                    // With its versions and aliases, which may have policies of their own.
                    _losses.Add(new(_account, "lambda", carrier + ":", _record.Time!.Value));
                }

                break;
            case WriteKind.AddStatement when ParameterReader.TextOf(document) is { } statement:
                Add(slot, SlotEffect.AddStatement, statement);
                break;
            case WriteKind.RemoveStatement when _parameters.Text("removeAllPermissions") == "true":
                Add(slot, SlotEffect.Remove);
                break;
            case WriteKind.RemoveStatement when _parameters.Text(_row.Document) is { } id:
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
                AddEndOfTags(carrier);
                break;
        }

        return true;
    }

    // What is made under a name that is taken already is refused, or is what was there: then nothing changes (HIST-08).
    private void Create(PolicySlot slot, JsonElement document)
    {
        var isThereAlready = _row.Source is "sqs" or "sns" || (_row.Source == "s3" && _row.Event == "CreateBucket" && _record.AwsRegion is null or "" or "us-east-1");
        if (document.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            AddDocument(slot, document);
        }
        else if (_row.Source == "sns")
        {
            // A topic has a policy from the beginning, which the record does not have.
            Add(slot, SlotEffect.LoseIfAbsent);
        }
        else if (_row.Source == "kms")
        {
            Add(slot, SlotEffect.Lose);
        }
        else if (!isThereAlready)
        {
            Add(slot, SlotEffect.Remove, needsAbsent: _row.Source == "s3");
            AddEndOfTags(slot.Carrier);
            AddEndOfSwitches(slot.Carrier);
        }
    }

    // Another resource of the same name has tags of its own.
    private void AddEndOfTags(string carrier)
    {
        if (carrier.StartsWith("arn:", StringComparison.Ordinal) && _row.Event.StartsWith(_row.Kind == WriteKind.NewResource ? "Create" : "Delete", StringComparison.Ordinal)
            && !_row.Event.EndsWith("Policy", StringComparison.Ordinal))
        {
            Add(new(SlotKind.ResourceTags, carrier), SlotEffect.Lose);
        }
    }

    // A bucket begins with switches that its record does not tell (Block Public Access is on for new ones, unless they are made otherwise).
    private void AddEndOfSwitches(string carrier)
    {
        if (_row is { Source: "s3", Event: "CreateBucket" or "DeleteBucket" })
        {
            Add(new(SlotKind.PublicAccess, carrier), SlotEffect.Lose);
        }
    }

    // The policy and the tags of a secret are those of its copies in other Regions, too, until these are made secrets of their own.
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
    private void LoseCopies(string carrier, bool areTags)
    {
        if (_row.Source == "secretsmanager")
        {
            _losses.Add(new(_account, ArnService, null, _record.Time!.Value) { CopiesOf = carrier, IsOfTags = areTags });
        }
    }

    // Under its own name, or within the body of a request whose path has the rest.
    private JsonElement DocumentIn() =>
        At(_row.Document) is { ValueKind: not JsonValueKind.Undefined } own ? own
            : ParameterReader.Find(ParameterReader.Find(_parameters.Element, $"{_row.Event}Request"), _row.Document) is { ValueKind: not JsonValueKind.Undefined } inner ? inner : default;

    // HIST-07: what a call changes is its own service's, and lies where the call was made. The ARN of a bucket tells neither account nor Region.
    private bool IsOwn(string carrier) => !carrier.StartsWith("arn:", StringComparison.Ordinal) || (Arn.TryParse(carrier, out var arn) && arn.Service.SequenceEqual(ArnService)
        && (arn.AccountId.IsEmpty ? _row.Source == "s3" : arn.AccountId.SequenceEqual(_account))
        && (arn.Region.IsEmpty || _record.AwsRegion is not { Length: > 0 } region || arn.Region.SequenceEqual(region)));

    // SetQueueAttributes and SetTopicAttributes set other attributes, too.
    private bool IsAboutPolicy(JsonElement document) => _row.Event switch
    {
        "SetQueueAttributes" => document.ValueKind != JsonValueKind.Undefined || At("attributes").ValueKind != JsonValueKind.Object,
        "SetTopicAttributes" => _parameters.Text("attributeName") is null or "Policy",
        _ => true,
    };

    // Some services call what they have in ARNs by another name.
    private string ArnService => _row.Carrier.StartsWith("arn:{partition}:", StringComparison.Ordinal) ? _row.Carrier.Split(':')[2] : _row.Source;

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

    // "{a|b}" is the first of two parameters, or after "=" a text, or the caller's account; "{:a}" is left out with its colon where there is none.
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
            var (isOptional, value) = (name.StartsWith(':'), Plain(ValueOf(name.TrimStart(':'))));
            if (string.IsNullOrEmpty(value) && !isOptional)
            {
                return null;
            }

            if (value?.StartsWith("arn:", StringComparison.Ordinal) == true)
            {
                // What follows the name in the ARN follows the ARN, too: an alias, a qualifier, a version.
                return close + 1 == template.Length ? value : CarrierOf(template[(close + 1)..]) is not { } rest ? null : value.EndsWith(rest, StringComparison.Ordinal) ? value : value + rest;
            }

            text += template[..open];
            value = text.EndsWith('/') ? value?.TrimStart('/') : value;
            text += (string.IsNullOrEmpty(value) ? "" : isOptional ? $":{value}" : value.StartsWith("https://", StringComparison.Ordinal) ? QueueOf(value) : NameIn(value, name));
            template = template[(close + 1)..];
        }

        return text;
    }

    // Where an ARN is a part of a call's path, the record has it as the path does: arn%3Aaws%3Akafka…
    private static string? Plain(string? value) => value?.StartsWith("arn%3A", StringComparison.OrdinalIgnoreCase) == true ? Uri.UnescapeDataString(value) : value;

    private string? ValueOf(string names)
    {
        foreach (var name in names.Split('|'))
        {
            var value = name switch
            {
                "partition" => Partitions.OfRegion(_record.AwsRegion),
                "region" => _record.AwsRegion,
                "account" => _account,
                ['=', .. var text] => text,
                _ => ParameterReader.TextOf(At(name)),
            };
            if (!string.IsNullOrEmpty(value))
            {
                return value;
            }
        }

        return null;
    }

    // Lambda takes 123456789012:function:f for f.
    private static string NameIn(string value, string parameter) =>
        parameter == "functionName" && value.IndexOf(":function:", StringComparison.Ordinal) is >= 0 and var at ? value[(at + ":function:".Length)..] : value;

    // https://sqs.us-east-1.amazonaws.com/123456789012/orders
    private string QueueOf(string url) =>
        url.Split('/') is [.., var account, var name] ? $"arn:{Partitions.OfRegion(_record.AwsRegion)}:sqs:{_record.AwsRegion}:{account}:{name}" : url;
}
