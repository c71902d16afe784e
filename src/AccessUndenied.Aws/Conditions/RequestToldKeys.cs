using System.Collections.Frozen;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Service keys whose value is a member of the request under another name, where the record has that member; left out, the value is not known.</summary>
/// <remarks>
/// Shape of a path: as in <see cref="RequestMemberKeys"/>. The paths are those of the services' APIs: for most calls no page shows a record, so that a member that is not there tells
/// nothing, and a value that stands there is what was asked for. Sources: the page above each service's keys.
/// </remarks>
internal static class RequestToldKeys
{
    private static readonly FrozenDictionary<string, string[]> s_paths = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
        ["route53:ChangeResourceRecordSetsActions"] = ["changeBatch.changes.action"],
        ["route53:ChangeResourceRecordSetsRecordTypes"] = ["changeBatch.changes.resourceRecordSet.type"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3tables.html
        ["s3tables:KMSKeyArn"] = ["encryptionConfiguration.kmsKeyArn"],
        ["s3tables:SSEAlgorithm"] = ["encryptionConfiguration.sseAlgorithm"],
        ["s3tables:StorageClass"] = ["storageClassConfiguration.storageClass"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html
        ["s3vectors:kmsKeyArn"] = ["encryptionConfiguration.kmsKeyArn"],
        ["s3vectors:sseType"] = ["encryptionConfiguration.sseType"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
        ["ecs:capacity-provider"] = ["capacityProviderStrategy.capacityProvider", "capacityProviders", "defaultCapacityProviderStrategy.capacityProvider"],
        ["ecs:subnet"] = ["networkConfiguration.awsvpcConfiguration.subnets", "networkConfiguration.subnets"],
        ["ecs:compute-compatibility"] = ["requiresCompatibilities"],
        ["ecs:container-name"] = ["container"],
        ["ecs:fargate-ephemeral-storage-kms-key"] = ["configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId"],
        ["ecs:instance-metadata-tags-propagation"] = ["managedInstancesProvider.instanceLaunchTemplate.instanceMetadataTagsPropagation"],
        ["ecs:daemon-task-definition"] = ["daemonTaskDefinitionArn"],
        ["ecs:account-setting"] = ["name"],
        ["ecs:namespace"] = ["serviceConnectConfiguration.namespace", "namespace"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
        ["eks:clusterName"] = ["name", "clusterName"],
        ["eks:accessEntryType"] = ["type"],
        ["eks:accessScope"] = ["accessScope.type"],
        ["eks:namespaces"] = ["accessScope.namespaces"],
        ["eks:authenticationMode"] = ["accessConfig.authenticationMode"],
        ["eks:bootstrapClusterCreatorAdminPermissions"] = ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
        ["eks:blockStorageEnabled"] = ["storageConfig.blockStorage.enabled"],
        ["eks:computeConfigEnabled"] = ["computeConfig.enabled"],
        ["eks:elasticLoadBalancingEnabled"] = ["kubernetesNetworkConfig.elasticLoadBalancing.enabled"],
        ["eks:zonalShiftEnabled"] = ["zonalShiftConfig.enabled"],
        ["eks:controlPlaneScalingTier"] = ["controlPlaneScalingConfig.tier"],
        ["eks:endpointPublicAccess"] = ["resourcesVpcConfig.endpointPublicAccess"],
        ["eks:endpointPrivateAccess"] = ["resourcesVpcConfig.endpointPrivateAccess"],
        ["eks:supportType"] = ["upgradePolicy.supportType"],
        ["eks:kubernetesVersion"] = ["version"],
        ["eks:encryptionConfigProviderKeyArns"] = ["encryptionConfig.provider.keyArn"],
        ["eks:clientId"] = ["oidc.clientId"],
        ["eks:issuerUrl"] = ["oidc.issuerUrl"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonredshift.html
        ["redshift:InboundIntegrationArn"] = ["integrationArn"],
        ["redshift:IntegrationSourceArn"] = ["sourceArn"],
        ["redshift:IntegrationTargetArn"] = ["targetArn"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
        ["logs:DeliveryDestinationResourceArn"] = ["deliveryDestinationConfiguration.destinationResourceArn"],
        ["logs:LogGeneratingResourceArns"] = ["resourceArn"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
        ["events:TargetArn"] = ["targets.arn"],
        ["events:EventBusArn"] = ["eventBuses.eventBusArn"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
        ["backup:FrameworkArns"] = ["reportSetting.frameworkArns"],
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws-enable-disable-regions.html
        ["account:TargetRegion"] = ["regionName"],
        ["account:AlternateContactTypes"] = ["alternateContactType"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
        ["organizations:TransferType"] = ["type"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awstransferfamily.html
        ["transfer:RequestServerDomain"] = ["domain"],
        ["transfer:RequestServerEndpointType"] = ["endpointType"],
        ["transfer:RequestServerProtocols"] = ["protocols"],
        ["transfer:RequestSecurityPolicyName"] = ["securityPolicyName"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
        ["ssm:InventoryTypeName"] = ["items.typeName"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
        ["cloudwatch:requestManagedResourceARNs"] = ["managedRules.resourceARN", "resourceARN"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
        ["iam:DelegationDuration"] = ["sessionDuration"],
        ["iam:TemplateArn"] = ["permissions.policyTemplateArn"],
        ["iam:ServiceSpecificCredentialAgeDays"] = ["credentialAgeDays"],
        // https://docs.aws.amazon.com/acm/latest/userguide/acm-conditions.html
        ["acm:Export"] = ["options.export"],
        ["acm:CertificateAuthority"] = ["certificateAuthorityArn"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonvpclattice.html
        ["vpc-lattice:PrivateDnsPreference"] = ["dnsOptions.privateDnsPreference"],
        ["vpc-lattice:PrivateDnsSpecifiedDomains"] = ["dnsOptions.privateDnsSpecifiedDomains"],
        ["vpc-lattice:VpcId"] = ["vpcIdentifier", "config.vpcIdentifier"],
        ["vpc-lattice:ServiceArn"] = ["serviceIdentifier"],
        ["vpc-lattice:ServiceNetworkArn"] = ["serviceNetworkIdentifier"],
        ["vpc-lattice:ResourceConfigurationArn"] = ["resourceConfigurationIdentifier"],
        ["vpc-lattice:TargetGroupArns"] = ["defaultAction.forward.targetGroups.targetGroupIdentifier", "action.forward.targetGroups.targetGroupIdentifier"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html
        ["wafv2:LogDestinationResource"] = ["loggingConfiguration.logDestinationConfigs"],
        ["wafv2:LogScope"] = ["loggingConfiguration.logScope", "logScope"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2autoscaling.html
        ["autoscaling:CapacityReservationIds"] = ["capacityReservationSpecification.capacityReservationTarget.capacityReservationIds"],
        ["autoscaling:CapacityReservationResourceGroupArns"] = ["capacityReservationSpecification.capacityReservationTarget.capacityReservationResourceGroupArns"],
        ["autoscaling:InstanceTypes"] = ["mixedInstancesPolicy.launchTemplate.overrides.instanceType"],
        ["autoscaling:MetadataHttpEndpoint"] = ["metadataOptions.httpEndpoint"],
        ["autoscaling:MetadataHttpTokens"] = ["metadataOptions.httpTokens"],
        ["autoscaling:MetadataHttpPutResponseHopLimit"] = ["metadataOptions.httpPutResponseHopLimit"],
        ["autoscaling:TrafficSourceIdentifiers"] = ["trafficSources.identifier"],
        // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/IAM.ConditionKeys.html
        ["elasticache:CacheNodeType"] = ["cacheNodeType"],
        ["elasticache:DataStorageUnit"] = ["cacheUsageLimits.dataStorage.unit"],
        ["elasticache:MaximumDataStorage"] = ["cacheUsageLimits.dataStorage.maximum"],
        ["elasticache:MinimumDataStorage"] = ["cacheUsageLimits.dataStorage.minimum"],
        ["elasticache:MaximumECPUPerSecond"] = ["cacheUsageLimits.eCPUPerSecond.maximum"],
        ["elasticache:MinimumECPUPerSecond"] = ["cacheUsageLimits.eCPUPerSecond.minimum"],
        ["elasticache:NumNodeGroups"] = ["numNodeGroups", "nodeGroupCount"],
        ["elasticache:ReplicasPerNodeGroup"] = ["replicasPerNodeGroup", "newReplicaCount"],
        ["elasticache:UserAuthenticationMode"] = ["authenticationMode.type"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonfsx.html
        ["fsx:ParentVolumeId"] = ["openZFSConfiguration.parentVolumeId"],
        ["fsx:StorageVirtualMachineId"] = ["ontapConfiguration.storageVirtualMachineId"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
        ["rds:DatabaseClass"] = ["dBInstanceClass", "dBClusterInstanceClass"],
        ["rds:DatabaseEngine"] = ["engine"],
        ["rds:DatabaseName"] = ["dBName", "databaseName"],
        ["rds:StorageSize"] = ["allocatedStorage"],
        ["rds:TenantDatabaseName"] = ["newTenantDBName", "tenantDBName"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
        ["sagemaker:EnableRemoteDebug"] = ["remoteDebugConfig.enableRemoteDebug"],
        ["sagemaker:FeatureGroupDisableGlueTableCreation"] = ["offlineStoreConfig.disableGlueTableCreation"],
        ["sagemaker:FeatureGroupEnableOnlineStore"] = ["onlineStoreConfig.enableOnlineStore"],
        ["sagemaker:FeatureGroupOfflineStoreS3Uri"] = ["offlineStoreConfig.s3StorageConfig.s3Uri"],
        ["sagemaker:FeatureGroupOfflineStoreKmsKeyArn"] = ["offlineStoreConfig.s3StorageConfig.kmsKeyId"],
        ["sagemaker:FeatureGroupOnlineStoreKmsKeyArn"] = ["onlineStoreConfig.securityConfig.kmsKeyId"],
        ["sagemaker:FileSystemAccessMode"] =
        [
            "inputDataConfig.dataSource.fileSystemDataSource.fileSystemAccessMode", "trainingJobDefinition.inputDataConfig.dataSource.fileSystemDataSource.fileSystemAccessMode",
        ],
        ["sagemaker:FileSystemDirectoryPath"] =
        [
            "inputDataConfig.dataSource.fileSystemDataSource.directoryPath", "trainingJobDefinition.inputDataConfig.dataSource.fileSystemDataSource.directoryPath",
        ],
        ["sagemaker:FileSystemId"] = ["inputDataConfig.dataSource.fileSystemDataSource.fileSystemId", "trainingJobDefinition.inputDataConfig.dataSource.fileSystemDataSource.fileSystemId"],
        ["sagemaker:FileSystemType"] = ["inputDataConfig.dataSource.fileSystemDataSource.fileSystemType", "trainingJobDefinition.inputDataConfig.dataSource.fileSystemDataSource.fileSystemType"],
        ["sagemaker:InterContainerTrafficEncryption"] =
        [
            "enableInterContainerTrafficEncryption", "networkConfig.enableInterContainerTrafficEncryption", "autoMLJobConfig.securityConfig.enableInterContainerTrafficEncryption",
            "securityConfig.enableInterContainerTrafficEncryption", "trainingJobDefinition.enableInterContainerTrafficEncryption",
            "monitoringScheduleConfig.monitoringJobDefinition.networkConfig.enableInterContainerTrafficEncryption",
        ],
        ["sagemaker:NetworkIsolation"] =
        [
            "enableNetworkIsolation", "networkConfig.enableNetworkIsolation", "trainingJobDefinition.enableNetworkIsolation",
            "monitoringScheduleConfig.monitoringJobDefinition.networkConfig.enableNetworkIsolation",
        ],
        ["sagemaker:MaxRuntimeInSeconds"] =
        [
            "stoppingCondition.maxRuntimeInSeconds", "trainingJobDefinition.stoppingCondition.maxRuntimeInSeconds",
            "monitoringScheduleConfig.monitoringJobDefinition.stoppingCondition.maxRuntimeInSeconds",
        ],
        ["sagemaker:KeepAlivePeriod"] = ["resourceConfig.keepAlivePeriodInSeconds"],
        ["sagemaker:MinimumInstanceMetadataServiceVersion"] = ["instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion"],
        ["sagemaker:ModelLifeCycle:Stage"] = ["modelLifeCycle.stage"],
        ["sagemaker:ModelLifeCycle:StageStatus"] = ["modelLifeCycle.stageStatus"],
        ["sagemaker:RemoteAccess"] = ["spaceSettings.remoteAccess"],
        ["sagemaker:SpaceSharingType"] = ["spaceSharingSettings.sharingType"],
        ["sagemaker:ServerlessMaxConcurrency"] = ["productionVariants.serverlessConfig.maxConcurrency"],
        ["sagemaker:ServerlessMemorySize"] = ["productionVariants.serverlessConfig.memorySizeInMB"],
        ["sagemaker:VolumeKmsKeyArn"] =
        [
            "kmsKeyId", "resourceConfig.volumeKmsKeyId", "processingResources.clusterConfig.volumeKmsKeyId", "transformResources.volumeKmsKeyId",
            "jobResources.clusterConfig.volumeKmsKeyId", "autoMLJobConfig.securityConfig.volumeKmsKeyId", "securityConfig.volumeKmsKeyId",
            "trainingJobDefinition.resourceConfig.volumeKmsKeyId", "labelingJobAlgorithmsConfig.labelingJobResourceConfig.volumeKmsKeyId",
            "monitoringScheduleConfig.monitoringJobDefinition.monitoringResources.clusterConfig.volumeKmsKeyId",
        ],
        ["sagemaker:OutputKmsKeyArn"] =
        [
            "outputDataConfig.kmsKeyId", "processingOutputConfig.kmsKeyId", "transformOutput.kmsKeyId", "outputConfig.kmsKeyId", "dataQualityJobOutputConfig.kmsKeyId",
            "modelBiasJobOutputConfig.kmsKeyId", "modelExplainabilityJobOutputConfig.kmsKeyId", "modelQualityJobOutputConfig.kmsKeyId", "trainingJobDefinition.outputDataConfig.kmsKeyId",
            "monitoringScheduleConfig.monitoringJobDefinition.monitoringOutputConfig.kmsKeyId",
        ],
        ["sagemaker:DomainSharingOutputKmsKeyArn"] = ["defaultUserSettings.sharingSettings.s3KmsKeyId", "userSettings.sharingSettings.s3KmsKeyId"],
        ["sagemaker:WorkteamArn"] = ["humanLoopConfig.workteamArn", "humanTaskConfig.workteamArn"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html
        ["batch:Image"] = ["containerProperties.image"],
        ["batch:LogDriver"] = ["containerProperties.logConfiguration.logDriver"],
        ["batch:Privileged"] = ["containerProperties.privileged"],
        ["batch:User"] = ["containerProperties.user"],
        ["batch:AWSLogsGroup"] = ["containerProperties.logConfiguration.options.awslogs-group"],
        ["batch:AWSLogsRegion"] = ["containerProperties.logConfiguration.options.awslogs-region"],
        ["batch:AWSLogsStreamPrefix"] = ["containerProperties.logConfiguration.options.awslogs-stream-prefix"],
        ["batch:AWSLogsCreateGroup"] = ["containerProperties.logConfiguration.options.awslogs-create-group"],
        ["batch:EKSServiceAccountName"] = ["eksProperties.podProperties.serviceAccountName"],
        ["batch:EKSNamespace"] = ["eksProperties.podProperties.metadata.namespace"],
        ["batch:EKSImage"] = ["eksProperties.podProperties.containers.image"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsapprunner.html
        ["apprunner:ConnectionArn"] = ["sourceConfiguration.authenticationConfiguration.connectionArn"],
        ["apprunner:ObservabilityConfigurationArn"] = ["observabilityConfiguration.observabilityConfigurationArn"],
        ["apprunner:VpcConnectorArn"] = ["networkConfiguration.egressConfiguration.vpcConnectorArn"],
        ["apprunner:VpcEndpointId"] = ["ingressVpcConfiguration.vpcEndpointId"],
        ["apprunner:VpcId"] = ["ingressVpcConfiguration.vpcId"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncomprehend.html
        ["comprehend:ModelKmsKey"] = ["modelKmsKeyId"],
        ["comprehend:VolumeKmsKey"] = ["volumeKmsKeyId"],
        ["comprehend:OutputKmsKey"] = ["outputDataConfig.kmsKeyId"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodeconnections.html
        ["codeconnections:VpcId"] = ["vpcConfiguration.vpcId"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodestarconnections.html
        ["codestar-connections:VpcId"] = ["vpcConfiguration.vpcId"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonauroradsql.html
        ["dsql:WitnessRegion"] = ["multiRegionProperties.witnessRegion"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
        ["bedrock-agentcore:subnets"] = ["networkConfiguration.networkModeConfig.subnets", "networkConfiguration.vpcConfig.subnets"],
        ["bedrock-agentcore:securityGroups"] = ["networkConfiguration.networkModeConfig.securityGroups", "networkConfiguration.vpcConfig.securityGroups"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awspaymentcryptography.html
        ["payment-cryptography:KeyAlgorithm"] = ["keyAttributes.keyAlgorithm"],
        ["payment-cryptography:KeyClass"] = ["keyAttributes.keyClass"],
        ["payment-cryptography:KeyUsage"] = ["keyAttributes.keyUsage"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53profiles.html
        ["route53profiles:ResourceArns"] = ["resourceArn"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
        ["elasticloadbalancing:SecurityGroup"] = ["securityGroups"],
        ["elasticloadbalancing:ListenerProtocol"] = ["protocol", "listeners.protocol"],
        ["elasticloadbalancing:SecurityPolicy"] = ["sslPolicy"],
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html
        ["s3express:SessionMode"] = ["x-amz-create-session-mode"],
        // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsresourceaccessmanagerram.html
        ["ram:RequestedAllowsExternalPrincipals"] = ["allowExternalPrincipals"],
        ["route53:ChangeResourceRecordSetsNormalizedRecordNames"] = ["changeBatch.changes.resourceRecordSet.name"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_members =
        s_paths.Values.SelectMany(paths => paths).SelectMany(path => path.Split('.')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a path of some key goes through a member of this name.</summary>
    internal static bool Reads(string member) => s_members.Contains(member) && member is not ("items" or "name" or "user");

    internal static bool TryGet(KeySubject subject, out ContextValue value)
    {
        value = ContextValue.Unknown;
        if (!s_paths.TryGetValue(subject.Key, out var paths))
        {
            return false;
        }

        var told = RequestMemberKeys.Of(subject, paths);
        value = !told.IsKnown || told.IsAbsent ? WhereLeftOut(subject)
            : subject.Key.EndsWith("NormalizedRecordNames", StringComparison.OrdinalIgnoreCase) ? NormalizedNames(told)
            : ArnKeys.Whole(subject, told);
        return true;
    }

    // RAM: "The default value is true." https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html
    private static ContextValue WhereLeftOut(KeySubject subject) =>
        subject.Key.Equals("ram:RequestedAllowsExternalPrincipals", StringComparison.OrdinalIgnoreCase) && subject.Request.Action.Equals("ram:CreateResourceShare", StringComparison.OrdinalIgnoreCase)
            && subject.Parameters.AreKnown ? ContextValue.Of(true) : ContextValue.Unknown;

    // Lower case, without the last dot; other characters than a-z, 0-9, -, _ and . are octal escapes there, and it is not known how records have those.
    private static ContextValue NormalizedNames(ContextValue names)
    {
        var normalized = names.ToList().Select(name => name.TrimEnd('.').ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        return normalized.All(name => name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')) ? ContextValue.Of(normalized) : ContextValue.Unknown;
    }
}
