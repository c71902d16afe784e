using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>One refusal as a text tells it; what the text does not tell is null.</summary>
public sealed partial class ErrorTextDenial
{
    /// <summary>AWS's own sentence on one line, without what stands around it.</summary>
    public required string Message { get; init; }

    /// <summary>Who asked, as the text names it: mostly an ARN.</summary>
    public string? Principal { get; internal init; }

    /// <summary>The action, such as <c>s3:GetObject</c>: the one that the sentence names, else that of the operation.</summary>
    public string? Action { get; internal init; }

    /// <summary>The resource as the text names it: an ARN, <c>*</c>, or a kind and a name such as <c>role app</c>.</summary>
    public string? Resource { get; internal init; }

    /// <summary>Whether the text names no resource although its action is for one, so that naming it would tell more.</summary>
    public bool LacksResource => Resource is null && !IsRefusedByService && !(Action is not null && ActionCatalog.Default.FindAction(Action) is { TakesNoResource: true });

    /// <summary>The IAM prefix of the service that was called, such as <c>s3</c>.</summary>
    public string? Service { get; internal init; }

    /// <summary>The operation that was called, such as <c>PutObject</c>.</summary>
    public string? Operation { get; internal init; }

    /// <summary>The error code, such as <c>AccessDeniedException</c>.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>AWS's id of the request, by which its CloudTrail record is found (<c>requestID</c>).</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The Region, where an ARN or an address names one.</summary>
    public string? Region { get; internal init; }

    /// <summary>Whether an encoded authorization message comes with it, which tells more to whoever may decode it.</summary>
    public bool HasEncodedMessage { get; internal init; }

    /// <summary>Whether the words are those of a service that refuses for itself, so that no policy and no caller matters.</summary>
    public bool IsRefusedByService { get; init; }

    /// <summary>Whether it stands within the resource of another one, or another one within its own, so that one of both is a part of a name; no remedy for it is verified.</summary>
    public bool IsNested { get; internal init; }

    /// <summary>Whether the name of the resource is left out of the sentence, since it holds another one.</summary>
    internal bool HasNameApart { get; init; }

    /// <summary>How often the text tells it.</summary>
    public int Count { get; internal init; } = 1;

    /// <summary>The line on which it is told first, counted from 1.</summary>
    public int Line { get; internal init; } = 1;
}
