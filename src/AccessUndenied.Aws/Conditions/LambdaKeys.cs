using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Lambda's keys that are no plain members of the request.</summary>
internal static class LambdaKeys
{
    // SK-70: the function's ARN, also where the request has its name.
    internal static ContextValue FunctionArn(KeySubject subject)
    {
        var name = RequestMemberKeys.Of(subject, "functionName");
        if (!name.IsKnown || name[0].StartsWith("arn:", StringComparison.Ordinal))
        {
            return name;
        }

        var account = subject.Record.RecipientAccountId ?? subject.Principal.AccountId;
        return account is not null && subject.Record.AwsRegion is { } region
            ? ContextValue.Of($"arn:{subject.Partition}:lambda:{region}:{account}:function:{name[0]}")
            : ContextValue.Unknown;
    }

    // SK-71: the VPC of the subnets is not in the request.
    internal static ContextValue VpcIds(KeySubject subject) =>
        subject.Parameters.AreKnown && RequestMemberKeys.Of(subject, "vpcConfig.subnetIds").IsAbsent ? ContextValue.Absent : ContextValue.Unknown;
}
