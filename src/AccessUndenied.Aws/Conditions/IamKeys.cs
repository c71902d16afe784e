using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Requests.Companions;
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
        ["monitoring"] = "streams.metrics.cloudwatch.amazonaws.com",
        ["synthetics"] = "lambda.amazonaws.com",
        ["rds"] = "rds.amazonaws.com",
        ["logs"] = "logs.amazonaws.com",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Calls whose role goes to a part of the service, or to a service behind it, by the trust policy that its guide asks for.
    private static readonly FrozenDictionary<string, string> s_receiversOfCalls = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AddRoleToInstanceProfile"] = "ec2.amazonaws.com",
        ["CreateFlowLogs"] = "vpc-flow-logs.amazonaws.com",
        ["ImportImage"] = "vmie.amazonaws.com",
        ["ImportSnapshot"] = "vmie.amazonaws.com",
        ["RequestSpotFleet"] = "spotfleet.amazonaws.com",
        ["RegisterJobDefinition"] = "ecs-tasks.amazonaws.com",
        ["RegisterScalableTarget"] = "application-autoscaling.amazonaws.com",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static ContextValue PassedToService(KeySubject subject)
    {
        var service = subject.Record.Service;
        if (!ServiceName.IsServiceName(service))
        {
            return ContextValue.Unknown;
        }

        if (s_receiversOfCalls.TryGetValue(subject.Record.Operation, out var special))
        {
            return ContextValue.Of(special);
        }

        var label = ServiceName.LabelOf(service).ToString();
        var usual = s_receivers.TryGetValue(label, out var receiver) ? receiver : service;
        var prefix = ActionCatalog.Default.ServicesOfEventSource(service) is [var first, ..] ? first : label;
        var known = CompanionTable.Default.ReceiversOf(prefix, subject.Record.Operation, out var isOpen);

        // What AWS's pages say of this very call counts before what is usual with the service.
        return known.Count == 0 || known.Contains(usual) ? ContextValue.Of(usual)
            : known.Count == 1 && !isOpen ? ContextValue.Of(known[0])
            : ContextValue.Unknown;
    }

    // The path of a service-linked role is the name of its service (IAM User Guide, "Create a service-linked role").
    internal static ContextValue AwsServiceName(KeySubject subject)
    {
        const string Path = ":role/aws-service-role/";
        var resource = subject.Request.Resource.Value ?? "";
        var at = resource.IndexOf(Path, StringComparison.Ordinal);
        var name = at < 0 ? "" : resource[(at + Path.Length)..].Split('/')[0];
        return ServiceName.IsServiceName(name) ? ContextValue.Of(name) : RequestMemberKeys.Of(subject, "aWSServiceName");
    }

    // Create and put name the boundary in the request; elsewhere it is the entity's own, a fact of the policy source.
    internal static ContextValue PermissionsBoundary(KeySubject subject) =>
        BoundaryActions.Bring(subject.Request.Action) ? RequestMemberKeys.Of(subject, "permissionsBoundary") : ContextValue.Unknown;
}
