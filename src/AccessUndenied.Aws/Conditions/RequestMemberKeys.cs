using System.Collections.Frozen;
using System.Text.Json;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Service keys whose value is a member of the request: one line a key.</summary>
/// <remarks>
/// Shape of a path: member names with dots; lists are looked into, and all their values count. Several paths: the first that is there.
/// Rules: docs/rules/condition-keys.md (SK-03 to SK-84).
/// </remarks>
internal static class RequestMemberKeys
{
    private static readonly FrozenDictionary<string, string[]> s_paths = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["iam:PolicyARN"] = ["policyArn"], // SK-04
        ["iam:AWSServiceName"] = ["aWSServiceName"], // SK-04
        ["iam:OrganizationsPolicyId"] = ["organizationsPolicyId"], // SK-04
        ["sts:ExternalId"] = ["externalId"], // SK-10
        ["sts:RoleSessionName"] = ["roleSessionName"], // SK-11
        ["sts:TransitiveTagKeys"] = ["transitiveTagKeys"], // SK-12
        ["sts:SourceIdentity"] = ["sourceIdentity"], // SK-13
        ["sts:DurationSeconds"] = ["durationSeconds"], // SK-14
        ["sts:TaskPolicyArn"] = ["taskPolicyArn.arn"], // SK-16
        ["sts:RequestContextProviders"] = ["providedContexts.providerArn"], // SK-16
        ["kms:GrantOperations"] = ["operations"], // SK-27
        ["kms:GranteePrincipal"] = ["granteePrincipal"], // SK-27
        ["kms:RetiringPrincipal"] = ["retiringPrincipal"], // SK-27
        ["kms:ValidTo"] = ["validTo"], // SK-29
        ["kms:WrappingAlgorithm"] = ["wrappingAlgorithm"], // SK-29
        ["kms:ScheduleKeyDeletionPendingWindowInDays"] = ["pendingWindowInDays"], // SK-29
        ["kms:BypassPolicyLockoutSafetyCheck"] = ["bypassPolicyLockoutSafetyCheck"], // SK-29
        ["kms:EncryptionAlgorithm"] = ["encryptionAlgorithm"],
        ["kms:SigningAlgorithm"] = ["signingAlgorithm"],
        ["kms:DataKeyPairSpec"] = ["keyPairSpec"],
        ["s3:prefix"] = ["prefix"], // SK-30
        ["s3:delimiter"] = ["delimiter"], // SK-30
        ["s3:max-keys"] = ["max-keys"], // SK-30
        ["s3:VersionId"] = ["versionId"], // SK-34
        ["s3:LocationConstraint"] = ["createBucketConfiguration.locationConstraint", "locationConstraint"], // SK-34
        ["s3:object-lock-mode"] = ["x-amz-object-lock-mode"], // SK-34
        ["s3:object-lock-legal-hold"] = ["x-amz-object-lock-legal-hold"], // SK-34
        ["s3:object-lock-retain-until-date"] = ["x-amz-object-lock-retain-until-date"], // SK-34
        ["s3:if-match"] = ["if-match"], // SK-33
        ["s3:if-none-match"] = ["if-none-match"], // SK-33
        ["ec2:InstanceType"] = ["instanceType", "instanceType.value"], // SK-50
        ["ec2:Tenancy"] = ["tenancy", "placement.tenancy", "instanceTenancy"], // SK-50
        ["ec2:MetadataHttpTokens"] = ["metadataOptions.httpTokens", "httpTokens"], // SK-50
        ["ec2:MetadataHttpEndpoint"] = ["metadataOptions.httpEndpoint", "httpEndpoint"], // SK-50
        ["ec2:MetadataHttpPutResponseHopLimit"] = ["metadataOptions.httpPutResponseHopLimit", "httpPutResponseHopLimit"],
        ["ec2:EbsOptimized"] = ["ebsOptimized"], // SK-50
        ["ec2:VolumeType"] = ["volumeType", "blockDeviceMapping.items.ebs.volumeType"], // SK-56
        ["ec2:VolumeSize"] = ["size", "blockDeviceMapping.items.ebs.volumeSize"], // SK-56
        ["ec2:KmsKeyId"] = ["kmsKeyId", "blockDeviceMapping.items.ebs.kmsKeyId"], // SK-56
        ["ec2:Attribute"] = ["attribute", "attributeType"], // SK-57
        ["ec2:AvailabilityZone"] = ["availabilityZone", "placement.availabilityZone", "zone"],
        ["secretsmanager:VersionId"] = ["versionId"], // SK-62
        ["secretsmanager:VersionStage"] = ["versionStage"], // SK-62
        ["secretsmanager:Name"] = ["name"], // SK-62
        ["secretsmanager:Description"] = ["description"], // SK-62
        ["secretsmanager:KmsKeyId"] = ["kmsKeyId"], // SK-62
        ["secretsmanager:RecoveryWindowInDays"] = ["recoveryWindowInDays"], // SK-62
        ["secretsmanager:ForceDeleteWithoutRecovery"] = ["forceDeleteWithoutRecovery"], // SK-62
        ["secretsmanager:BlockPublicPolicy"] = ["blockPublicPolicy"], // SK-62
        ["secretsmanager:AddReplicaRegions"] = ["addReplicaRegions.region"], // SK-62
        ["lambda:SubnetIds"] = ["vpcConfig.subnetIds"], // SK-71
        ["lambda:SecurityGroupIds"] = ["vpcConfig.securityGroupIds"], // SK-71
        ["lambda:Layer"] = ["layers"], // SK-71
        ["lambda:CodeSigningConfigArn"] = ["codeSigningConfigArn"], // SK-71
        ["lambda:Principal"] = ["principal"], // SK-72
        ["lambda:FunctionUrlAuthType"] = ["functionUrlAuthType", "authType"], // SK-72
        ["lambda:InvokedViaFunctionUrl"] = ["invokedViaFunctionUrl"], // SK-72
        ["sns:Protocol"] = ["protocol"], // SK-80
        ["sns:Endpoint"] = ["endpoint"], // SK-80
        ["dynamodb:Select"] = ["select"], // SK-82
        ["dynamodb:ReturnValues"] = ["returnValues"], // SK-82
        ["dynamodb:ReturnConsumedCapacity"] = ["returnConsumedCapacity"],
        ["ssm:Recursive"] = ["recursive"], // SK-83
        ["ssm:Overwrite"] = ["overwrite"],
        ["cloudformation:TemplateUrl"] = ["templateURL"], // SK-83
        ["cloudformation:ResourceTypes"] = ["resourceTypes"], // SK-83
        ["cloudformation:ImportResourceTypes"] = ["resourcesToImport.resourceType"], // SK-83
        ["cloudformation:RoleArn"] = ["roleARN"], // SK-83
        ["cloudformation:ChangeSetName"] = ["changeSetName"], // SK-83
        ["cloudformation:StackPolicyUrl"] = ["stackPolicyURL"],
        ["organizations:PolicyType"] = ["policyType", "type", "filter"], // SK-84
        ["organizations:ServicePrincipal"] = ["servicePrincipal"], // SK-84
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_members =
        s_paths.Values.SelectMany(paths => paths).SelectMany(path => path.Split('.')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a path of some key goes through a member of this name.</summary>
    internal static bool Reads(string member) => s_members.Contains(member) && member is not ("value" or "items");

    internal static bool TryGet(KeySubject subject, out ContextValue value)
    {
        value = ContextValue.Unknown;
        var isHeader = subject.Key.StartsWith("s3:x-amz-", StringComparison.OrdinalIgnoreCase);
        if (!isHeader && !s_paths.ContainsKey(subject.Key))
        {
            return false;
        }

        // SK-31, SK-33: a header's key is named like the header, and so is the parameter.
        value = Of(subject, isHeader ? [subject.Key["s3:".Length..]] : s_paths[subject.Key]);
        value = Ec2Keys.OfLaunch(subject, value);
        if (value.IsAbsent && subject.Key.Equals("organizations:PolicyType", StringComparison.OrdinalIgnoreCase) && subject.Parameters.Has("policyId"))
        {
            // The policy has a type, which a request that names it by id does not repeat.
            value = ContextValue.Unknown;
        }

        return true;
    }

    /// <summary>The value at the first of <paramref name="paths"/> that is there.</summary>
    internal static ContextValue Of(KeySubject subject, params string[] paths)
    {
        if (!subject.Parameters.AreKnown)
        {
            return ContextValue.Unknown;
        }

        var hidden = false;
        foreach (var path in paths)
        {
            var values = new List<string>();
            hidden |= Collect(subject.Parameters.Element, path.Split('.'), 0, values);
            if (values.Count > 0)
            {
                return ContextValue.Of([.. values]);
            }
        }

        return hidden ? ContextValue.Unknown : ContextValue.Absent;
    }

    // True where the record hides a value that was there.
    private static bool Collect(JsonElement element, string[] path, int at, List<string> values)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var hidden = false;
            foreach (var item in element.EnumerateArray())
            {
                hidden |= Collect(item, path, at, values);
            }

            return hidden;
        }

        if (at < path.Length)
        {
            return Collect(ParameterReader.Find(element, path[at]), path, at + 1, values);
        }

        if (ParameterReader.TextOf(element) is { } text)
        {
            values.Add(text);
            return false;
        }

        // EC2 writes lists as {"items": […]}.
        return element.ValueKind == JsonValueKind.Object
            ? Collect(ParameterReader.Find(element, "items"), path, at, values)
            : element.ValueKind == JsonValueKind.String;
    }
}
