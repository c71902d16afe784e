using System.Collections.Frozen;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Keys of single services: those with a function of their own, those that are members of the request, and all others.</summary>
/// <remarks>Rules: docs/rules/condition-keys.md.</remarks>
internal static class ServiceKeys
{
    private static readonly FrozenDictionary<string, Func<KeySubject, ContextValue>> s_keys =
        new Dictionary<string, Func<KeySubject, ContextValue>>(StringComparer.OrdinalIgnoreCase)
        {
            ["iam:AWSServiceName"] = IamKeys.AwsServiceName,
            ["iam:PassedToService"] = IamKeys.PassedToService, // SK-01
            ["iam:AssociatedResourceArn"] = static _ => ContextValue.Unknown, // SK-02
            ["iam:PermissionsBoundary"] = IamKeys.PermissionsBoundary, // SK-03
            ["kms:ViaService"] = ForwardedCalls.ViaRegionalService, // SK-20
            ["kms:CallerAccount"] = PrincipalKeys.Account, // SK-21
            ["kms:EncryptionContextKeys"] = KmsKeys.EncryptionContextKeys, // SK-22
            ["kms:RequestAlias"] = KmsKeys.RequestAlias, // SK-24
            ["kms:GrantIsForAWSResource"] = KmsKeys.GrantIsForService, // SK-26
            ["kms:GrantConstraintType"] = KmsKeys.GrantConstraintType, // SK-27
            ["kms:KeySpec"] = static s => KmsKeys.OfKey(s, "keySpec", "customerMasterKeySpec"), // SK-28
            ["kms:KeyUsage"] = static s => KmsKeys.OfKey(s, "keyUsage"), // SK-28
            ["kms:KeyOrigin"] = static s => KmsKeys.OfKey(s, "origin"), // SK-28
            ["kms:MultiRegion"] = static s => KmsKeys.OfKey(s, "multiRegion"), // SK-28
            ["s3:ResourceAccount"] = ResourceKeys.Account, // SK-37
            ["s3:TlsVersion"] = NetworkKeys.TlsVersion, // SK-38
            ["s3:authType"] = S3Keys.AuthenticationType, // SK-39
            ["s3:signatureversion"] = S3Keys.SignatureVersion, // SK-39
            ["s3:RequestObjectTagKeys"] = S3Keys.ObjectTagKeys, // SK-36
            ["s3:DataAccessPointArn"] = S3Keys.AccessPoint, // SK-40
            ["s3:DataAccessPointAccount"] = S3Keys.AccessPointAccount, // SK-40
            ["s3:AccessPointNetworkOrigin"] = static s => S3Keys.AccessPoint(s).IsAbsent ? ContextValue.Absent : ContextValue.Unknown, // SK-40
            ["ec2:Region"] = CallKeys.Region, // SK-51
            ["ec2:Encrypted"] = Ec2Keys.Encrypted, // SK-56
            ["ec2:InstanceProfile"] = Ec2Keys.InstanceProfile, // SK-50
            ["secretsmanager:SecretId"] = static s => s.Request.Resource.IsAny || s.Request.Resource.Value.EndsWith(Secrets.OpenSuffix, StringComparison.Ordinal) ? ContextValue.Unknown
                : ContextValue.Of(s.Request.Resource.Value), // SK-60
            ["lambda:FunctionArn"] = LambdaKeys.FunctionArn, // SK-70
            ["lambda:VpcIds"] = LambdaKeys.VpcIds, // SK-71
            ["dynamodb:EnclosingOperation"] = DynamoDbKeys.EnclosingOperation, // SK-82
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Of the caller, the call and the resource, whatever the request holds.
    private static readonly string[] s_withoutParameters =
    [
        "iam:PassedToService", "kms:ViaService", "kms:CallerAccount", "kms:GrantIsForAWSResource", "s3:ResourceAccount", "s3:DataAccessPointArn", "s3:DataAccessPointAccount",
        "s3:AccessPointNetworkOrigin", "ec2:Region", "secretsmanager:SecretId", "lambda:FunctionArn",
    ];

    // Tags of the resource under the service's own name.
    private static readonly string[] s_resourceTags =
    [
        "iam:ResourceTag/", "ec2:ResourceTag/", "secretsmanager:ResourceTag/", "ssm:resourceTag/", "ecr:ResourceTag/", "ecs:ResourceTag/",
        "s3:BucketTag/", "s3:ExistingObjectTag/", "rds:db-tag/", "rds:cluster-tag/", "rds:snapshot-tag/", "elasticloadbalancing:ResourceTag/",
        "autoscaling:ResourceTag/", "sagemaker:ResourceTag/", "codecommit:ResourceTag/",
    ];

    internal static bool TryGet(KeySubject subject, out ContextValue value)
    {
        if (subject.IsSupplied == false)
        {
            value = ContextValue.Absent;
        }
        else if (subject.IsForeign && !IsToldWithoutParameters(subject.Key))
        {
            // A service that called another one on the way passed parameters of its own, which the record does not have.
            value = ContextValue.Unknown;
        }
        else if (ExistingResources.HaveIt(subject.Request, subject.Key))
        {
            // SK-50, SK-56.
            value = ContextValue.Unknown;
        }
        else if (s_keys.TryGetValue(subject.Key, out var find))
        {
            value = find(subject);
        }
        else if (!TryGetNamedByRequest(subject, out value) && !RequestMemberKeys.TryGet(subject, out value) && !RequestToldKeys.TryGet(subject, out value))
        {
            value = Other(subject);
        }

        return true;
    }

    private static bool IsToldWithoutParameters(string key) =>
        Array.Exists(s_withoutParameters, known => known.Equals(key, StringComparison.OrdinalIgnoreCase)) || Array.Exists(s_resourceTags, prefix => Starts(key, prefix));

    // Keys with a part of the request in their own name.
    private static bool TryGetNamedByRequest(KeySubject subject, out ContextValue value)
    {
        Func<KeySubject, ContextValue>? find = subject.Key switch
        {
            var key when Starts(key, "kms:EncryptionContext:") => KmsKeys.EncryptionContext, // SK-22
            var key when Starts(key, "s3:RequestObjectTag/") => S3Keys.ObjectTag, // SK-36
            var key when key.EndsWith(":CreateAction", StringComparison.OrdinalIgnoreCase) => TagKeys.CreateAction, // SK-55
            var key when Starts(key, "ec2:Attribute/") => Ec2Keys.Attribute, // SK-57
            var key when Array.Exists(s_resourceTags, prefix => Starts(key, prefix)) => TagKeys.OfResource, // SK-06, SK-35, SK-51, SK-61, SK-83
            _ => null,
        };
        value = find is null ? ContextValue.Unknown : find(subject);
        return find is not null;
    }

    // SK-00: the catalog says that the action supplies it; a member of the same name is it, else nobody knows.
    private static ContextValue Other(KeySubject subject)
    {
        var colon = subject.Key.IndexOf(':', StringComparison.Ordinal);
        if (subject.IsSupplied is null)
        {
            // Of an unlisted action only the service is known: another service's keys are not there.
            return subject.Request.Action.AsSpan().StartsWith(subject.Key.AsSpan(0, colon + 1), StringComparison.OrdinalIgnoreCase)
                ? ContextValue.Unknown
                : ContextValue.Absent;
        }

        if (Ec2Keys.IdOfResource(subject) is { } id)
        {
            return ContextValue.Of(id);
        }

        var wanted = FoldedName.Of(subject.Key[(colon + 1)..]);
        if (subject.Parameters.AreKnown)
        {
            foreach (var property in subject.Parameters.Element.EnumerateObject())
            {
                if (ParameterReader.NameOf(property) is { } name && FoldedName.Of(name) == wanted
                    && RequestMemberKeys.Of(subject, name) is { IsKnown: true } value)
                {
                    return ArnKeys.Whole(subject, value);
                }
            }
        }

        return ContextValue.Unknown;
    }

    private static bool Starts(string key, string prefix) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
