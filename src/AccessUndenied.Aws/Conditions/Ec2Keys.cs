using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>EC2's keys that are no plain members of the request.</summary>
internal static class Ec2Keys
{
    // SK-55: there only where tags come with a creation, in EC2 and wherever else a tagging action is checked for another call.
    internal static ContextValue CreateAction(KeySubject subject)
    {
        var action = subject.Request.Action[(subject.Request.Action.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var tags = subject.Key.StartsWith("ec2:", StringComparison.OrdinalIgnoreCase) ? subject.IsAction("ec2:CreateTags") : action.Contains("Tag", StringComparison.OrdinalIgnoreCase);
        return tags && !subject.Record.Operation.Equals(action, StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(subject.Record.Operation) : ContextValue.Absent;
    }

    // A launch template may hold what the request leaves out, and an image always holds the volumes' kind and size.
    internal static ContextValue OfLaunch(KeySubject subject, ContextValue sent)
    {
        if (!sent.IsAbsent || !subject.Key.StartsWith("ec2:", StringComparison.OrdinalIgnoreCase) || subject.Record.Operation is not ("RunInstances" or "CreateVolume"))
        {
            return sent;
        }

        return subject.Parameters.Has("launchTemplate") || subject.Key.StartsWith("ec2:Volume", StringComparison.OrdinalIgnoreCase) ? ContextValue.Unknown : sent;
    }

    // Not sent means the account's default, which the record does not tell.
    internal static ContextValue Encrypted(KeySubject subject)
    {
        var sent = RequestMemberKeys.Of(subject, "encrypted", "blockDeviceMapping.items.ebs.encrypted");
        return sent.IsKnown ? sent : ContextValue.Unknown;
    }

    internal static ContextValue InstanceProfile(KeySubject subject)
    {
        var arn = RequestMemberKeys.Of(subject, "iamInstanceProfile.arn");
        var name = RequestMemberKeys.Of(subject, "iamInstanceProfile.name");
        return !name.IsKnown || arn.IsKnown ? arn
            : subject.Principal.AccountId is { } account ? ContextValue.Of($"arn:{subject.Partition}:iam::{account}:instance-profile/{name[0]}")
            : ContextValue.Unknown;
    }

    // SK-57: EC2 wraps the new value of an attribute in {"value": …}.
    internal static ContextValue Attribute(KeySubject subject) => RequestMemberKeys.Of(subject, subject.Tail, subject.Tail + ".value");

    /// <summary>The id in the resource's ARN where the key is that id, such as <c>ec2:InstanceID</c>; null for other keys.</summary>
    internal static string? IdOfResource(KeySubject subject)
    {
        if (!subject.Key.StartsWith("ec2:", StringComparison.OrdinalIgnoreCase) || !Arn.TryParse(subject.Request.Resource.Value, out var arn) || arn.Service is not "ec2")
        {
            return null;
        }

        var id = arn.Resource[(arn.Resource.IndexOf('/') + 1)..];
        return id is not "*" && FoldedName.Of(subject.Key["ec2:".Length..]) == FoldedName.Of(arn.ResourceType.ToString()) + "id" ? id.ToString() : null;
    }
}
