# The role that AccessUndenied assumes in an account to read the policies there.

variable "trusted_principal_arn" {
  type        = string
  description = "The user or role that runs AccessUndenied, or arn:aws:iam::ACCOUNT:root to leave the choice to that account."
}

variable "role_name" {
  type        = string
  default     = "AccessUndeniedRole"
  description = "The name of the role. AccessUndenied looks for the same one in every account (--cross-account-role-name)."
}

variable "external_id" {
  type        = string
  default     = ""
  sensitive   = true
  description = "The external id that has to be given to assume the role; empty for none. The command gives none, the library's option ExternalId does."
}

variable "organization_id" {
  type        = string
  default     = ""
  description = "The organization that the trusted principal has to be in, such as o-exampleorg1; empty for any."
}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "access_undenied_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.trusted_principal_arn]
    }

    dynamic "condition" {
      for_each = nonsensitive(var.external_id) == "" ? [] : [var.external_id]

      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }

    dynamic "condition" {
      for_each = var.organization_id == "" ? [] : [var.organization_id]

      content {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "access_undenied" {
  name                 = var.role_name
  description          = "Read-only: lets AccessUndenied find out why requests were denied."
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.access_undenied_trust.json
}

resource "aws_iam_role_policy" "access_undenied" {
  name = "AccessUndenied"
  role = aws_iam_role.access_undenied.id

  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "ReadPrincipals",
          "Effect": "Allow",
          "Action": [
            "iam:GetAccountAuthorizationDetails",
            "iam:GetGroupPolicy",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:GetUser",
            "iam:GetUserPolicy",
            "iam:ListAttachedGroupPolicies",
            "iam:ListAttachedRolePolicies",
            "iam:ListAttachedUserPolicies",
            "iam:ListGroupPolicies",
            "iam:ListGroupsForUser",
            "iam:ListRolePolicies",
            "iam:ListRoles",
            "iam:ListUserPolicies",
            "iam:ListUsers"
          ],
          "Resource": "*"
        },
        {
          "Sid": "ReadResourcePolicies",
          "Effect": "Allow",
          "Action": [
            "acm-pca:GetPolicy",
            "aiops:GetInvestigationGroupPolicy",
            "aps:DescribeResourcePolicy",
            "backup:GetBackupVaultAccessPolicy",
            "bcm-dashboards:GetResourcePolicy",
            "bedrock-agentcore:GetResourcePolicy",
            "bedrock:GetResourcePolicy",
            "cleanrooms-ml:GetConfiguredAudienceModelPolicy",
            "cloudhsm:GetResourcePolicy",
            "cloudsearch:DescribeServiceAccessPolicies",
            "cloudtrail:GetResourcePolicy",
            "codeartifact:GetDomainPermissionsPolicy",
            "codeartifact:GetRepositoryPermissionsPolicy",
            "codebuild:GetResourcePolicy",
            "codeguru-profiler:GetPolicy",
            "comprehend:DescribeResourcePolicy",
            "dsql:GetClusterPolicy",
            "dynamodb:GetResourcePolicy",
            "ecr-public:GetRepositoryPolicy",
            "ecr:GetRepositoryPolicy",
            "elasticfilesystem:DescribeFileSystemPolicy",
            "elasticloadbalancing:GetResourcePolicy",
            "entityresolution:GetPolicy",
            "es:DescribeDomain",
            "events:DescribeEventBus",
            "glacier:GetVaultAccessPolicy",
            "glue:GetResourcePolicy",
            "imagebuilder:GetComponentPolicy",
            "imagebuilder:GetContainerRecipePolicy",
            "imagebuilder:GetImagePolicy",
            "imagebuilder:GetImageRecipePolicy",
            "kafka:GetClusterPolicy",
            "kinesis:GetResourcePolicy",
            "kms:DescribeKey",
            "kms:GetKeyPolicy",
            "lambda:GetLayerVersionPolicy",
            "lambda:GetPolicy",
            "lex:DescribeResourcePolicy",
            "logs:DescribeDestinations",
            "logs:DescribeResourcePolicies",
            "logs:GetDeliveryDestinationPolicy",
            "mediapackagev2:GetChannelPolicy",
            "mediapackagev2:GetOriginEndpointPolicy",
            "mediastore:GetContainerPolicy",
            "network-firewall:DescribeResourcePolicy",
            "oam:GetSinkPolicy",
            "osis:GetResourcePolicy",
            "payment-cryptography:GetResourcePolicy",
            "qbusiness:GetPolicy",
            "redshift-serverless:GetResourcePolicy",
            "redshift:GetResourcePolicy",
            "refactor-spaces:GetResourcePolicy",
            "route53resolver:GetFirewallRuleGroupPolicy",
            "route53resolver:GetResolverQueryLogConfigPolicy",
            "route53resolver:GetResolverRulePolicy",
            "rum:GetResourcePolicy",
            "s3-outposts:GetAccessPointPolicy",
            "s3-outposts:GetBucketPolicy",
            "s3:GetAccessGrantsInstanceResourcePolicy",
            "s3:GetAccessPointPolicy",
            "s3:GetAccessPointPolicyForObjectLambda",
            "s3:GetAccountPublicAccessBlock",
            "s3:GetBucketLocation",
            "s3:GetBucketPolicy",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetMultiRegionAccessPointPolicy",
            "s3:ListAllMyBuckets",
            "s3:ListMultiRegionAccessPoints",
            "s3express:GetAccessPointPolicy",
            "s3express:GetBucketPolicy",
            "s3tables:GetTable",
            "s3tables:GetTableBucketPolicy",
            "s3tables:GetTablePolicy",
            "s3vectors:GetVectorBucketPolicy",
            "schemas:GetResourcePolicy",
            "secretsmanager:GetResourcePolicy",
            "ses:GetEmailIdentityPolicies",
            "sms-voice:GetResourcePolicy",
            "sns:GetTopicAttributes",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "ssm-contacts:GetContactPolicy",
            "ssm-incidents:GetResourcePolicies",
            "ssm:GetResourcePolicies",
            "vpc-lattice:GetAuthPolicy",
            "vpc-lattice:GetResourcePolicy",
            "wafv2:GetPermissionPolicy"
          ],
          "Resource": "*"
        },
        {
          "Sid": "ReadRestApis",
          "Effect": "Allow",
          "Action": "apigateway:GET",
          "Resource": "arn:${data.aws_partition.current.partition}:apigateway:*::/restapis/*"
        },
        {
          "Sid": "ReadTags",
          "Effect": "Allow",
          "Action": [
            "s3:GetObjectTagging",
            "tag:GetResources"
          ],
          "Resource": "*"
        },
        {
          "Sid": "ReadNetworkEndpoints",
          "Effect": "Allow",
          "Action": "ec2:DescribeVpcEndpoints",
          "Resource": "*"
        },
        {
          "Sid": "DecodeMessages",
          "Effect": "Allow",
          "Action": "sts:DecodeAuthorizationMessage",
          "Resource": "*"
        },
        {
          "Sid": "ReadAuthorizationDetails",
          "Effect": "Allow",
          "Action": [
            "iam:GetRequestAuthorizationDetails",
            "iam:GetRequestAuthorizationPolicy"
          ],
          "Resource": "*"
        }
      ]
    }
  JSON
}

output "access_undenied_arn" {
  value = aws_iam_role.access_undenied.arn
}
