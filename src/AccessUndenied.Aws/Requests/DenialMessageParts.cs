using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Where a part stands in its text.</summary>
internal readonly record struct TextSlice(int Start, int Length);

/// <summary>What was found in a denial message, by place.</summary>
internal struct DenialMessageParts
{
    internal TextSlice Caller;
    internal TextSlice Action;
    internal TextSlice LackingAction;
    internal TextSlice Resource;
    internal TextSlice PolicyArn;
    internal TextSlice EncodedMessage;
    internal bool HasResource;
    internal PolicyLayer? Layer;
    internal bool? IsExplicitDeny;
    internal string? ImpliedAction;
    internal Note? Note;
    internal bool IsInvalidRequest;
    internal bool IsTruncated;
}
