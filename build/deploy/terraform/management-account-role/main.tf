# The role that AccessUndenied assumes in the management account, or a delegated administrator's, to read the organization.

variable "trusted_principal_arn" {
  type        = string
  description = "The user or role that runs AccessUndenied, or arn:aws:iam::ACCOUNT:root to leave the choice to that account."
}

variable "role_name" {
  type        = string
  default     = "AccessUndeniedManagementRole"
  description = "The name of the role. Its ARN goes to --management-account-role-arn."
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
          "Sid": "ReadOrganization",
          "Effect": "Allow",
          "Action": [
            "organizations:DescribeAccount",
            "organizations:DescribeOrganization",
            "organizations:DescribeOrganizationalUnit",
            "organizations:DescribePolicy",
            "organizations:ListAccounts",
            "organizations:ListAccountsForParent",
            "organizations:ListOrganizationalUnitsForParent",
            "organizations:ListParents",
            "organizations:ListPoliciesForTarget",
            "organizations:ListRoots"
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
