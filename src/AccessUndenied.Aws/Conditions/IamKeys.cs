using System.Collections.Frozen;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>IAM's keys.</summary>
internal static class IamKeys
{
    // SK-01. A role is mostly passed to the service that is called; here to another one.
    private static readonly FrozenDictionary<string, string> s_receivers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["autoscaling"] = "ec2.amazonaws.com",
        ["ecs"] = "ecs-tasks.amazonaws.com",
        ["elasticmapreduce"] = "elasticmapreduce.amazonaws.com",
        ["elasticbeanstalk"] = "ec2.amazonaws.com",
        ["eks"] = "eks.amazonaws.com",
        ["monitoring"] = "cloudwatch.amazonaws.com",
        ["rds"] = "rds.amazonaws.com",
        ["logs"] = "logs.amazonaws.com",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static ContextValue PassedToService(KeySubject subject)
    {
        var service = subject.Record.Service;
        if (!ServiceName.IsServiceName(service))
        {
            return ContextValue.Unknown;
        }

        var label = ServiceName.LabelOf(service).ToString();
        return ContextValue.Of(s_receivers.TryGetValue(label, out var receiver) ? receiver : service);
    }

    // Create and put name the boundary in the request; elsewhere it is the entity's own, a fact of the policy source.
    internal static ContextValue PermissionsBoundary(KeySubject subject)
    {
        var operation = subject.Record.Operation;
        return operation is "CreateUser" or "CreateRole" or "PutUserPermissionsBoundary" or "PutRolePermissionsBoundary"
            ? RequestMemberKeys.Of(subject, "permissionsBoundary")
            : ContextValue.Unknown;
    }
}
