using System.Collections.Frozen;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Actions with which a caller could do more than the one call, or undo what protects an account.</summary>
/// <remarks>
/// In the texts <c>{caller}</c> and <c>{resource}</c> are those of the request. Each group has the page it is from; those of IAM are the
/// actions that the Service Authorization Reference files under permissions management, and those that pass a role to something that then
/// runs the caller's code with it.
/// </remarks>
internal static class SensitiveActions
{
    public const string Escalation = "privilege-escalation";
    public const string LoggingOff = "logging-off";
    public const string KeyDestruction = "key-destruction";
    public const string DataDestruction = "data-destruction";
    public const string Sharing = "sharing";
    public const string PublicAccess = "public-access";

    private static readonly ActionGroup[] s_groups =
    [
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
            "With it {caller} can hand the permissions of {resource} to a service that does what {caller} says.", "iam:PassRole"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html",
            "With it {caller} can write any permission into the policy {resource} and so give them to everybody to whom it is attached, itself perhaps included.",
            "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html",
            "With it {caller} can give {resource} permissions that {caller} does not have itself.",
            "iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:PutUserPolicy", "iam:PutGroupPolicy", "iam:PutRolePolicy"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
            "With it {caller} can take the limits off what {resource} may do.",
            "iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary", "iam:PutRolePermissionsBoundary", "iam:PutUserPermissionsBoundary",
            "iam:DetachRolePolicy", "iam:DetachUserPolicy", "iam:DetachGroupPolicy", "iam:DeleteRolePolicy", "iam:DeleteUserPolicy", "iam:DeleteGroupPolicy"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html",
            "With it {caller} can change the tags of {resource}, by which policies decide what an identity may do (aws:PrincipalTag), and so give or take whatever they let through for a value.",
            "iam:TagRole", "iam:TagUser", "iam:UntagRole", "iam:UntagUser", "cognito-identity:SetPrincipalTagAttributeMap", "rolesanywhere:PutAttributeMapping",
            "sso:UpdateInstanceAccessControlAttributeConfiguration", "sso:CreateInstanceAccessControlAttributeConfiguration"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
            "With it {caller} can let itself or anybody else take on the role {resource}.", "iam:UpdateAssumeRolePolicy"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
            "With it {caller} can make credentials for {resource} and act as that identity.",
            "iam:CreateAccessKey", "iam:UpdateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile", "iam:ResetServiceSpecificCredential", "iam:CreateServiceSpecificCredential",
            "iam:UploadSSHPublicKey", "iam:UploadSigningCertificate", "iam:EnableMFADevice", "iam:DeactivateMFADevice", "iam:DeleteVirtualMFADevice", "iam:ResyncMFADevice", "sts:AssumeRoot",
            "redshift:GetClusterCredentials", "redshift:GetClusterCredentialsWithIAM", "rds-db:connect", "sso:CreateAccountAssignment", "identitystore:CreateGroupMembership",
            "transfer:ImportSshPublicKey", "cognito-idp:AdminSetUserPassword", "cognito-idp:AdminAddUserToGroup", "account:StartPrimaryEmailUpdate", "account:AcceptPrimaryEmailUpdate",
            "iam:AcceptDelegationRequest", "airflow:CreateWebLoginToken", "airflow:CreateCliToken", "elasticmapreduce:GetClusterSessionCredentials"),
        new(Escalation, "https://docs.aws.amazon.com/singlesignon/latest/userguide/users-groups-provisioning.html",
            "With it {caller} can sign in as somebody else of the directory, or be given what a group of it has.",
            "sso-directory:UpdatePassword", "sso-directory:AddMemberToGroup", "sso-directory:CreateBearerToken", "sso:CreateTrustedTokenIssuer"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_rename.html",
            "With it {caller} can give {resource} another name, and so all that policies let through for that name.", "iam:UpdateUser"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups_manage_add-remove-users.html",
            "With it {caller} can put a user, itself included, into {resource} and so give it all that the group may do.", "iam:AddUserToGroup"),
        new(Escalation, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create.html",
            "With it {caller} can make identities or ways to sign in that are not known to you.",
            "iam:CreateUser", "iam:CreateRole", "iam:AddRoleToInstanceProfile", "iam:CreateSAMLProvider", "iam:UpdateSAMLProvider", "iam:CreateOpenIDConnectProvider",
            "iam:AddClientIDToOpenIDConnectProvider", "iam:UpdateOpenIDConnectProviderThumbprint", "rolesanywhere:CreateTrustAnchor", "rolesanywhere:CreateProfile", "rolesanywhere:UpdateProfile",
            "sso:CreatePermissionSet", "sso:PutInlinePolicyToPermissionSet", "sso:AttachManagedPolicyToPermissionSet", "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
            "sso:PutPermissionsBoundaryToPermissionSet", "sso:DeletePermissionsBoundaryFromPermissionSet"),
        new(Escalation, "https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html",
            "With it {caller} can run code of its own with the role of {resource}.",
            "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "lambda:CreateFunction", "lambda:CreateEventSourceMapping", "lambda:PublishLayerVersion",
            "glue:CreateDevEndpoint", "glue:UpdateDevEndpoint", "glue:CreateJob", "glue:UpdateJob", "glue:CreateSession", "glue:RunStatement",
            "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl", "sagemaker:CreatePresignedDomainUrl", "sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob",
            "sagemaker:CreateNotebookInstanceLifecycleConfig", "sagemaker:UpdateNotebookInstance", "sagemaker:UpdateNotebookInstanceLifecycleConfig",
            "cloudformation:CreateStack", "cloudformation:UpdateStack", "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet", "cloudformation:CreateStackSet",
            "cloudformation:UpdateStackSet", "cloudformation:CreateStackInstances",
            "codebuild:CreateProject", "codebuild:UpdateProject", "codebuild:StartBuild", "codebuild:StartBuildBatch", "codepipeline:CreatePipeline", "codepipeline:UpdatePipeline",
            "codestar:CreateProject", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition", "elasticmapreduce:RunJobFlow", "elasticmapreduce:AddJobFlowSteps",
            "ecs:RegisterTaskDefinition", "ecs:RunTask", "ecs:StartTask", "ecs:UpdateService", "ecs:ExecuteCommand", "batch:RegisterJobDefinition", "batch:SubmitJob",
            "states:CreateStateMachine", "states:UpdateStateMachine", "scheduler:CreateSchedule", "scheduler:UpdateSchedule", "events:PutTargets", "apprunner:CreateService",
            "apprunner:UpdateService", "amplify:CreateApp", "bedrock-agentcore:CreateCodeInterpreter", "cloudshell:CreateEnvironment", "eks:CreateAccessEntry", "eks:AssociateAccessPolicy",
            "eks:CreatePodIdentityAssociation", "proton:CreateEnvironmentTemplate", "servicecatalog:ProvisionProduct", "imagebuilder:CreateImage", "airflow:CreateEnvironment",
            "bedrock-agentcore:InvokeCodeInterpreter", "cloud9:CreateEnvironmentMembership", "codedeploy:CreateDeployment", "elasticbeanstalk:UpdateEnvironment",
            "ecs:RegisterContainerInstance", "greengrass:CreateDeployment", "config:PutRemediationConfigurations", "amplify:UpdateApp"),
        new(Escalation, "https://docs.aws.amazon.com/systems-manager/latest/userguide/security_iam_id-based-policy-examples.html",
            "With it {caller} can run commands on machines and use the roles that those have.",
            "ssm:SendCommand", "ssm:StartSession", "ssm:ResumeSession", "ssm:StartAutomationExecution", "ssm:CreateAssociation", "ssm:UpdateAssociation", "ssm:UpdateDocument", "ssm:CreateDocument",
            "ec2-instance-connect:SendSSHPublicKey", "ec2-instance-connect:SendSerialConsoleSSHPublicKey", "ec2:ModifyInstanceAttribute", "ec2:AssociateIamInstanceProfile",
            "ec2:ReplaceIamInstanceProfileAssociation", "ec2:RunInstances", "ec2:RequestSpotInstances", "ec2:CreateFleet", "ec2:RequestSpotFleet", "ec2:CreateLaunchTemplate",
            "ec2:CreateLaunchTemplateVersion", "ec2:GetPasswordData", "lightsail:GetInstanceAccessDetails", "gamelift:GetInstanceAccess", "gamelift:GetComputeAccess",
            "autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"),
        new(Escalation, "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_security_iam_how.html",
            "With it {caller} can take away the limits that the organization sets, for itself and others.",
            "organizations:LeaveOrganization", "organizations:DetachPolicy", "organizations:DeletePolicy", "organizations:UpdatePolicy", "organizations:AttachPolicy",
            "organizations:DisablePolicyType", "organizations:MoveAccount", "organizations:RemoveAccountFromOrganization", "organizations:DeregisterDelegatedAdministrator",
            "organizations:RegisterDelegatedAdministrator", "organizations:PutResourcePolicy", "organizations:DeleteResourcePolicy", "organizations:TagResource",
            "organizations:EnableAWSServiceAccess", "account:CloseAccount", "organizations:CloseAccount",
            "iam:DisableOrganizationsRootSessions", "iam:EnableOrganizationsRootSessions", "iam:DisableOrganizationsRootCredentialsManagement"),

        new(LoggingOff, "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
            "With it {caller} can turn off or thin out the record of what is done in the account, its own doings included.",
            "cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors", "cloudtrail:PutInsightSelectors", "cloudtrail:DeleteEventDataStore",
            "cloudtrail:UpdateEventDataStore", "cloudtrail:StopEventDataStoreIngestion", "cloudtrail:DeregisterOrganizationDelegatedAdmin",
            "logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy", "logs:DeleteSubscriptionFilter", "logs:DeleteMetricFilter", "logs:DeleteDestination",
            "ec2:DeleteFlowLogs", "route53resolver:DeleteResolverQueryLogConfig", "route53resolver:DisassociateResolverQueryLogConfig", "wafv2:DeleteLoggingConfiguration",
            "s3:PutBucketLogging", "eks:UpdateClusterConfig", "elasticloadbalancing:ModifyLoadBalancerAttributes", "bedrock:DeleteModelInvocationLoggingConfiguration"),
        new(LoggingOff, "https://docs.aws.amazon.com/guardduty/latest/ug/security_iam_id-based-policy-examples.html",
            "With it {caller} can blind what watches the account for attacks and misconfiguration.",
            "guardduty:DeleteDetector", "guardduty:UpdateDetector", "guardduty:CreateFilter", "guardduty:UpdateFilter", "guardduty:CreateIPSet", "guardduty:UpdateIPSet", "guardduty:DeleteMembers",
            "guardduty:DisassociateMembers", "guardduty:DisassociateFromAdministratorAccount", "guardduty:DisassociateFromMasterAccount", "guardduty:StopMonitoringMembers",
            "guardduty:DeletePublishingDestination", "guardduty:DisableOrganizationAdminAccount", "guardduty:ArchiveFindings", "guardduty:DeleteThreatIntelSet",
            "config:DeleteConfigurationRecorder", "config:StopConfigurationRecorder", "config:DeleteDeliveryChannel", "config:PutConfigurationRecorder", "config:DeleteConfigRule",
            "config:DeleteOrganizationConfigRule", "config:DeleteConfigurationAggregator", "config:DeleteRemediationConfiguration", "config:DeleteConformancePack", "config:PutRetentionConfiguration",
            "securityhub:DisableSecurityHub", "securityhub:DisableImportFindingsForProduct", "securityhub:BatchDisableStandards", "securityhub:UpdateStandardsControl", "securityhub:DeleteMembers",
            "securityhub:DisassociateMembers", "securityhub:DisassociateFromAdministratorAccount", "securityhub:DeleteInsight", "securityhub:DisableOrganizationAdminAccount",
            "access-analyzer:DeleteAnalyzer", "access-analyzer:CreateArchiveRule", "access-analyzer:UpdateArchiveRule", "macie2:DisableMacie", "macie2:DisassociateFromAdministratorAccount",
            "macie2:DisassociateMember", "inspector2:Disable", "inspector2:DisableDelegatedAdminAccount", "inspector2:CreateFilter", "detective:DeleteGraph", "detective:DeleteMembers",
            "cloudwatch:DeleteAlarms", "cloudwatch:DisableAlarmActions", "events:DeleteRule", "events:DisableRule", "events:RemoveTargets", "wafv2:DeleteWebACL", "wafv2:DisassociateWebACL",
            "shield:DeleteProtection", "shield:DisableProactiveEngagement", "network-firewall:DeleteFirewall", "fms:DeletePolicy", "securitylake:DeleteDataLake", "auditmanager:DeregisterAccount"),

        new(KeyDestruction, "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
            "With it {caller} can make everything that {resource} encrypts unreadable, for good once the key is deleted.",
            "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial", "kms:DisconnectCustomKeyStore", "kms:DeleteCustomKeyStore", "cloudhsm:DeleteCluster", "cloudhsm:DeleteHsm"),
        new(KeyDestruction, "https://docs.aws.amazon.com/kms/latest/developerguide/alias-about.html",
            "With it {caller} can have everything that goes by {resource} use another key, or none, and so fail or be encrypted under a key that {caller} chose.",
            "kms:DeleteAlias", "kms:UpdateAlias", "kms:UpdatePrimaryRegion"),
        new(KeyDestruction, "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
            "With it {caller} can keep {resource} from being rotated, so that one key material protects everything from then on.", "kms:DisableKeyRotation"),
        new(KeyDestruction, "https://docs.aws.amazon.com/acm/latest/userguide/gs-acm-delete.html",
            "With it {caller} can destroy {resource}, and cut off whatever identifies itself or is trusted by it.", "acm:DeleteCertificate", "acm-pca:DeleteCertificateAuthority"),
        new(DataDestruction, "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
            "With it {caller} can destroy {resource}, at once if it asks for no recovery window, and cut off whatever signs in with it.", "secretsmanager:DeleteSecret"),
        new(KeyDestruction, "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying.html",
            "With it {caller} can decide who uses and who administers {resource}, and lock everybody else out of it.", "kms:PutKeyPolicy"),

        new(DataDestruction, "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/back-up-data.html",
            "With it {caller} can destroy data, or the copies from which it would be restored.",
            "s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning", "s3:BypassGovernanceRetention", "s3:PutReplicationConfiguration",
            "s3:PutBucketObjectLockConfiguration", "s3:PutObjectRetention", "s3:PutObjectLegalHold", "s3tables:DeleteTableBucket", "s3tables:DeleteTable",
            "rds:DeleteDBInstance", "rds:DeleteDBCluster", "rds:DeleteDBSnapshot", "rds:DeleteDBClusterSnapshot", "rds:DeleteDBInstanceAutomatedBackup", "rds:DeleteDBClusterAutomatedBackup",
            "rds:DeleteGlobalCluster", "dynamodb:DeleteTable", "dynamodb:DeleteBackup", "dynamodb:UpdateContinuousBackups", "dynamodb:DeleteTableReplica",
            "backup:DeleteBackupVault", "backup:DeleteRecoveryPoint", "backup:DeleteBackupPlan", "backup:DeleteBackupSelection", "backup:DeleteBackupVaultLockConfiguration",
            "backup:PutBackupVaultAccessPolicy", "backup:DeleteBackupVaultAccessPolicy", "backup:UpdateRecoveryPointLifecycle", "backup:DisassociateRecoveryPoint",
            "ec2:DeleteSnapshot", "ec2:DeleteVolume", "ec2:DeregisterImage", "ec2:TerminateInstances", "ec2:DisableSnapshotBlockPublicAccess", "elasticfilesystem:DeleteFileSystem",
                "fsx:DeleteFileSystem", "fsx:DeleteBackup",
            "redshift:DeleteCluster", "redshift:DeleteClusterSnapshot", "es:DeleteDomain", "es:DeleteElasticsearchDomain", "elasticache:DeleteReplicationGroup", "elasticache:DeleteSnapshot",
            "docdb-elastic:DeleteCluster", "docdb-elastic:DeleteClusterSnapshot", "glacier:DeleteVault", "glacier:DeleteArchive", "ecr:DeleteRepository", "ecr:BatchDeleteImage",
            "cloudformation:DeleteStack", "cloudformation:SetStackPolicy", "cloudformation:DeleteStackSet", "route53:DeleteHostedZone", "sqs:DeleteQueue", "sqs:PurgeQueue",
                "kinesis:DeleteStream", "ssm:DeleteParameter", "ssm:DeleteParameters",
            "codecommit:DeleteRepository", "cognito-idp:DeleteUserPool", "timestream:DeleteTable", "timestream:DeleteDatabase", "glue:DeleteDatabase", "glue:DeleteTable",
                "athena:DeleteWorkGroup", "eks:DeleteCluster", "dlm:DeleteLifecyclePolicy"),

        new(Sharing, "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html",
            "With it {caller} can open {resource} to other accounts, or to everybody.",
            "s3:PutBucketPolicy", "s3:PutBucketAcl", "s3:PutObjectAcl", "s3:PutObjectVersionAcl", "s3:PutAccessPointPolicy", "s3:PutMultiRegionAccessPointPolicy", "s3:DeleteBucketPolicy",
                "s3:PutBucketOwnershipControls",
            "lambda:AddPermission", "lambda:AddLayerVersionPermission", "lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig", "kms:CreateGrant", "ecr:SetRepositoryPolicy",
                "ecr:PutRegistryPolicy",
            "ecr-public:SetRepositoryPolicy", "sns:AddPermission", "sns:SetTopicAttributes", "sqs:AddPermission", "sqs:SetQueueAttributes", "secretsmanager:PutResourcePolicy",
                "dynamodb:PutResourcePolicy",
            "kinesis:PutResourcePolicy", "ssm:PutResourcePolicy", "ssm:ModifyDocumentPermission", "ec2:ModifySnapshotAttribute", "ec2:ModifyImageAttribute", "ec2:ModifyFpgaImageAttribute",
            "ec2:CreateVpcPeeringConnection", "ec2:AcceptVpcPeeringConnection", "ec2:ModifyVpcEndpointServicePermissions", "rds:ModifyDBSnapshotAttribute",
                "rds:ModifyDBClusterSnapshotAttribute", "rds:StartExportTask",
            "redshift:AuthorizeSnapshotAccess", "redshift:AuthorizeDataShare", "redshift:PutResourcePolicy", "ram:CreateResourceShare", "ram:AssociateResourceShare", "ram:UpdateResourceShare",
            "ram:EnableSharingWithAwsOrganization", "es:UpdateDomainConfig", "es:UpdateElasticsearchDomainConfig", "elasticfilesystem:PutFileSystemPolicy", "glue:PutResourcePolicy",
                "glacier:SetVaultAccessPolicy",
            "events:PutPermission", "events:PutResourcePolicy", "logs:PutResourcePolicy", "logs:PutDestinationPolicy", "logs:PutSubscriptionFilter", "apigateway:UpdateRestApiPolicy",
                "backup:PutBackupVaultAccessPolicy",
            "codeartifact:PutDomainPermissionsPolicy", "codeartifact:PutRepositoryPermissionsPolicy", "codebuild:PutResourcePolicy", "acm-pca:PutPolicy", "acm-pca:CreatePermission",
                "lakeformation:GrantPermissions",
            "lakeformation:BatchGrantPermissions", "lakeformation:PutDataLakeSettings", "quicksight:UpdateDashboardPermissions", "mediastore:PutContainerPolicy", "serverlessrepo:PutApplicationPolicy",
            "vpc-lattice:PutResourcePolicy", "vpc-lattice:PutAuthPolicy", "s3-object-lambda:PutAccessPointPolicyForObjectLambda", "imagebuilder:PutImagePolicy", "ses:PutIdentityPolicy",
                "iot:AttachPolicy", "iot:CreatePolicyVersion", "network-firewall:PutResourcePolicy"),
        new(PublicAccess, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
            "With it {caller} can make things public that are kept from it now.",
            "s3:PutAccountPublicAccessBlock", "s3:PutBucketPublicAccessBlock", "s3:PutBucketWebsite", "s3:DeleteAccountPublicAccessBlock", "ec2:DisableImageBlockPublicAccess",
            "ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules", "ec2:CreateInternetGateway", "ec2:AttachInternetGateway", "ec2:CreateNetworkAclEntry",
                "ec2:ReplaceNetworkAclEntry", "ec2:AssociateAddress",
            "ec2:DisableEbsEncryptionByDefault", "elasticmapreduce:PutBlockPublicAccessConfiguration", "rds:ModifyDBInstance", "rds:ModifyDBCluster", "redshift:ModifyCluster",
                "eks:UpdateClusterConfig",
            "glacier:DeleteVaultAccessPolicy", "ssm:UpdateServiceSetting"),
    ];

    private static readonly FrozenDictionary<string, ActionGroup> s_byAction = s_groups
        .SelectMany(group => group.Actions.Select(action => (action, group))).GroupBy(item => item.action, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(item => item.Key, item => item.First().group, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is known of <paramref name="action"/>; null where it is as harmless as most.</summary>
    public static (string Id, string Text, string Page)? Find(string action) =>
        s_byAction.TryGetValue(action, out var group) ? (group.Id, group.Text, group.Page) : null;

    /// <summary>What is known of the actions that <paramref name="covers"/> holds for: each kind once, with the first of its texts.</summary>
    public static IEnumerable<(string Id, string Text)> Covered(Func<string, bool> covers) =>
        s_groups.Where(group => Array.Exists(group.Actions, action => covers(action))).Select(group => (group.Id, group.Text)).DistinctBy(item => item.Id);

    /// <summary>The kinds, each once.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. s_groups.Select(group => group.Id).Distinct(StringComparer.Ordinal)];

    /// <summary>The actions of a kind.</summary>
    public static IEnumerable<string> Of(string kind) => s_groups.Where(group => group.Id == kind).SelectMany(group => group.Actions).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>All actions, for those who check them.</summary>
    internal static IEnumerable<string> Actions => s_byAction.Keys;

    private sealed record ActionGroup(string Id, string Page, string Text, params string[] Actions);
}
