using System.Runtime.CompilerServices;

namespace AccessUndenied.Aws.Requests;

/// <summary>An ARN format of the catalog: fixed text and variables.</summary>
/// <remarks>Shape: <c>arn:${Partition}:sqs:${Region}:${Account}:${QueueName}</c>.</remarks>
internal sealed class ArnTemplate
{
    private const int FieldsBeforeResource = 5;

    private readonly string _service;
    private readonly bool _hasRegion;
    private readonly bool _hasAccount;
    private readonly Piece[] _pieces;

    internal ArnTemplate(string text)
    {
        Text = text;
        var start = 0;
        var fields = new string[FieldsBeforeResource];
        for (var i = 0; i < FieldsBeforeResource; i++)
        {
            var colon = text.IndexOf(':', start);
            fields[i] = colon < 0 ? "" : text[start..colon];
            start = colon < 0 ? text.Length : colon + 1;
        }

        _service = fields[2];
        _hasRegion = fields[3].Length > 0;
        _hasAccount = fields[4].Length > 0;
        _pieces = Split(text[start..]);
        Variables = [.. _pieces.Where(p => p.Variable is not null).Select(p => p.Variable!)];
        LiteralLength = _pieces.Sum(p => p.Literal?.Length ?? 0);
    }

    internal string Text { get; }

    /// <summary>The variables of the resource part, in order; partition, region and account are not among them.</summary>
    internal TemplateVariable[] Variables { get; }

    /// <summary>How much of the resource part is fixed: the more, the more specific.</summary>
    internal int LiteralLength { get; }

    internal bool HasRegion => _hasRegion;

    internal bool HasAccount => _hasAccount;

    /// <summary>Whether the resource belongs to whatever service, as a backup's recovery points do.</summary>
    internal bool HasAnyService => _service.StartsWith('$');

    /// <summary>Whether <paramref name="arn"/> has this form.</summary>
    internal bool Fits(Arn arn)
    {
        if (!HasAnyService && !arn.Service.Equals(_service, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = arn.Resource;
        for (var i = 0; i < _pieces.Length; i++)
        {
            if (_pieces[i].Literal is { } literal)
            {
                if (!rest.StartsWith(literal, StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }

                rest = rest[literal.Length..];
                continue;
            }

            var next = i + 1 < _pieces.Length ? _pieces[i + 1].Literal : null;
            var length = next is null ? rest.Length : rest.IndexOf(next, StringComparison.OrdinalIgnoreCase);
            if (length < 1 || !MayHold(_pieces[i].Variable!, rest[..length]))
            {
                return false;
            }

            rest = rest[length..];
        }

        return rest.IsEmpty;
    }

    /// <summary>The ARN with these values; <c>*</c> stands where a value is null.</summary>
    internal string Fill(in ArnPlace place, ReadOnlySpan<string?> values)
    {
        var text = new DefaultInterpolatedStringHandler(16, 8);
        text.AppendLiteral("arn:");
        text.AppendFormatted(place.Partition);
        text.AppendLiteral(":");
        text.AppendFormatted(HasAnyService ? "*" : _service);
        text.AppendLiteral(":");
        text.AppendFormatted(_hasRegion ? place.Region : "");
        text.AppendLiteral(":");
        text.AppendFormatted(_hasAccount ? place.AccountId ?? "*" : "");
        text.AppendLiteral(":");
        var variable = 0;
        foreach (var piece in _pieces)
        {
            text.AppendFormatted(piece.Literal ?? values[variable++] ?? "*");
        }

        return text.ToStringAndClear();
    }

    // A name that starts the resource ends at a separator: a bucket's ARN is no object's and a topic's no subscription's.
    private bool MayHold(TemplateVariable variable, ReadOnlySpan<char> value) =>
        !variable.StartsResource || value.IndexOfAny('/', ':') < 0 || LiteralLength > 0;

    private static Piece[] Split(string resource)
    {
        var pieces = new List<Piece>();
        var start = 0;
        while (start < resource.Length)
        {
            // A few formats have a bare asterisk where the others have a variable.
            var open = resource.AsSpan(start).IndexOfAny('$', '*') is var at and >= 0 ? start + at : -1;
            var close = open < 0 || resource[open] == '*' ? open : resource.IndexOf('}', open);
            if (close < 0)
            {
                pieces.Add(new(resource[start..], null));
                break;
            }

            if (open > start)
            {
                pieces.Add(new(resource[start..open], null));
            }

            var name = close == open ? "ResourceId" : resource[(open + 2)..close];
            pieces.Add(new(null, new TemplateVariable(name, open == 0, pieces.Count > 0 ? pieces[^1].Literal ?? "" : "")));
            start = close + 1;
        }

        return [.. pieces];
    }

    private readonly record struct Piece(string? Literal, TemplateVariable? Variable);
}
