using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

internal ref partial struct DenialMessageReader
{
    private static readonly (string Name, PolicyLayer Layer)[] s_layers =
    [
        ("identity-based policy", PolicyLayer.Identity),
        ("resource-based policy", PolicyLayer.Resource),
        ("permissions boundary", PolicyLayer.PermissionsBoundary),
        ("session policy", PolicyLayer.Session),
        ("service control policy", PolicyLayer.ServiceControl),
        ("resource control policy", PolicyLayer.ResourceControl),
        ("VPC endpoint policy", PolicyLayer.VpcEndpoint),
        ("role trust policy", PolicyLayer.RoleTrust),
    ];

    private static readonly string[] s_invalidRequests =
        ["Cross-account pass role is not allowed", "invalid arn", "is not a valid AWS service name", "is not a valid service principal"];

    private void ReadReason(int from)
    {
        const string NoAllow = "because no ";
        const string Denied = "with an explicit deny";
        const string HiddenKey = "no resource-based policies allow access, or a resource-based policy explicitly denies access";
        var rest = _text[from..];
        if (rest.IsEmpty)
        {
            return;
        }

        if (rest.IndexOf(NoAllow, _case) is var because and >= 0)
        {
            _parts.IsExplicitDeny = false;
            _parts.Layer = LayerAt(rest[(because + NoAllow.Length)..], out _);
            ReadLackingAction(from + because + NoAllow.Length);
        }
        else if (rest.IndexOf(HiddenKey, _case) >= 0)
        {
            // KMS tells a caller of another account neither whether the key exists nor how its policy refuses.
            _parts.Layer = PolicyLayer.Resource;
            _parts.Note = RequestMessages.KeyHidden;
        }
        else if (rest.IndexOf(Denied, _case) is var deny and >= 0)
        {
            _parts.IsExplicitDeny = true;
            var start = from + deny + Denied.Length;
            var reason = _text[start..];
            var article = reason.StartsWith(" in an ", _case) ? 7 : reason.StartsWith(" in the ", _case) ? 8 : reason.StartsWith(" in a ", _case) ? 6 : 0;
            if (article > 0)
            {
                _parts.Layer = LayerAt(reason[article..], out var length);
                ReadPolicyArn(start + article + length);
            }
        }
    }

    // MSG-57: "… allows the vpce:AllowMultiRegion action" behind "perform: ec2:CreateVpcEndpoint": what is missing is the second.
    private void ReadLackingAction(int from)
    {
        const string Before = " allows the ";
        const string After = " action";
        var rest = _text[from..];
        if (rest.IndexOf(Before, _case) is not (>= 0 and var at))
        {
            return;
        }

        var name = rest[(at + Before.Length)..];
        var end = name.IndexOf(After, _case);
        if (end > 0 && IsAction(name[..end]) && !name[..end].Equals(_text.Slice(_parts.Action.Start, _parts.Action.Length), StringComparison.OrdinalIgnoreCase))
        {
            _parts.LackingAction = new(from + at + Before.Length, end);
        }
    }

    // MSG-21 ": ARN" or MSG-22 ", with policy ARN: ARN"; an ARN that was cut off is no use.
    private void ReadPolicyArn(int from)
    {
        if (_text[from..].IndexOf("arn:", StringComparison.Ordinal) is var at and >= 0 && at <= ", with policy ARN: \"".Length
            && TokenAt(from + at) is var token && !(_parts.IsTruncated && token.Start + token.Length == _text.Length))
        {
            _parts.PolicyArn = token;
        }
    }

    // The kind of policy at the start of the text; a kind cut off by CloudTrail is known by its beginning.
    private PolicyLayer? LayerAt(ReadOnlySpan<char> text, out int length)
    {
        foreach (var (name, layer) in s_layers)
        {
            if (text.StartsWith(name, _case) || (_parts.IsTruncated && text.Length is > 2 && name.AsSpan().StartsWith(text, _case)))
            {
                length = Math.Min(name.Length, text.Length);
                return layer;
            }
        }

        length = 0;
        return null;
    }

    private void ReadOddReason()
    {
        if (_text.Length < 12)
        {
            return;
        }

        foreach (var phrase in s_invalidRequests)
        {
            if (_text.IndexOf(phrase, _case) >= 0)
            {
                _parts.IsInvalidRequest = true;
                return;
            }
        }
    }

    // MSG-33 to MSG-41: sentences that name no action, or not with "to perform".
    private void ReadOtherSentence()
    {
        const string Execute = " is not allowed to execute";
        const string AccessThis = "not authorized to access this resource";
        const string Endpoint = "denied due to a VPC endpoint policy";
        const string KeyOfSecret = "Access to KMS is not allowed";
        const string Ciphertext = "ciphertext refers to a customer master key";
        if (_text.Length < 20)
        {
            return;
        }

        if (_text.IndexOf(Execute, _case) is var execute and >= 0)
        {
            ReadCaller(execute + 4);
            var action = TokenAt(SkipSeparators(execute + Execute.Length));
            _parts.Action = IsAction(_text.Slice(action.Start, action.Length)) ? action : default;
        }
        else if (_text.IndexOf(AccessThis, _case) is var access and >= 0)
        {
            ReadCaller(access);
            ReadReason(access + AccessThis.Length);
        }
        else if (_text.IndexOf(Endpoint, _case) >= 0)
        {
            _parts.Layer = PolicyLayer.VpcEndpoint;
        }
        else if (_text.IndexOf(Ciphertext, _case) >= 0)
        {
            // KMS's own words, which services that decrypt for the caller pass on.
            _parts.ImpliedAction = "kms:Decrypt";
            _parts.Note = RequestMessages.KeyHidden;
        }
        else if (_text.IndexOf(KeyOfSecret, _case) >= 0)
        {
            _parts.ImpliedAction = "kms:Decrypt";
        }
        else if (!ReadBetween("Access to the resource ", " is denied") && !ReadBetween("Not authorized to access resource ", null)
            && !ReadBetween("Not authorized for images: ", "]"))
        {
            ReadReason(0);
        }

        if (_parts.IsExplicitDeny is null)
        {
            ReadOddReason();
        }
    }

    private bool ReadBetween(string before, string? after)
    {
        var start = _text.IndexOf(before, _case);
        if (start < 0)
        {
            return false;
        }

        start = SkipSeparators(start + before.Length);
        var rest = _text[start..];
        // The name may hold the same words; those of the sentence stand behind it.
        var name = (after is null || rest.LastIndexOf(after, _case) is not (>= 0 and var end) ? rest : rest[..end]).TrimEnd(" .");
        _parts.Resource = new(start, name.Length);
        _parts.HasResource = !name.IsEmpty;
        return true;
    }
}
