using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace AccessUndenied.Benchmarks.Snapshots;

/// <summary>Snapshots of accounts as organizations have them; the same arguments give the same bytes.</summary>
internal static class GeneratedSnapshot
{
    private const string FirstAccount = "111111111111";

    /// <summary>One account, with that many roles: of each a trust policy, an inline policy, two of fifty managed policies, a boundary, tags.</summary>
    internal static byte[] Of(string account, int roles)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            Start(writer);
            WriteAccount(writer, account, roles);
            End(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The number of an account of a generated organization.</summary>
    internal static string AccountOf(int index) => (111_111_111_111 + index).ToString(CultureInfo.InvariantCulture);

    /// <summary>A file of that many accounts, each with that many roles.</summary>
    internal static void Write(string path, int accounts, int rolesEach)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        Start(writer);
        for (var account = 0; account < accounts; account++)
        {
            WriteAccount(writer, AccountOf(account), rolesEach);
            writer.Flush();
        }

        End(writer);
    }

    private static void Start(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("SnapshotVersion", 1);
        writer.WriteStartObject("Accounts");
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter writer, string account, int roles)
    {
        writer.WriteStartObject(account);
        writer.WriteStartObject("AuthorizationDetails");
        WriteRoles(writer, account, roles);
        WriteManagedPolicies(writer, account);
        writer.WriteEndObject();
        WriteBuckets(writer, account);
        writer.WriteEndObject();
    }

    // The names of buckets are the world's: those of the first account stay short.
    private static string Bucket(string account, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"bucket-{number}{(account == FirstAccount ? "" : "-" + account)}");

    private static void WriteRoles(Utf8JsonWriter writer, string account, int roles)
    {
        writer.WriteStartArray("RoleDetailList");
        for (var i = 0; i < roles; i++)
        {
            writer.WriteRawValue($$"""
                {
                  "Path": "/apps/", "RoleName": "role-{{i}}", "RoleId": "AROA{{i:D12}}", "Arn": "arn:aws:iam::{{account}}:role/apps/role-{{i}}", "CreateDate": "2025-01-01T00:00:00+00:00",
                  "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" } ] },
                  "InstanceProfileList": [],
                  "RolePolicyList": [ { "PolicyName": "inline", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                    { "Sid": "Objects", "Effect": "Allow", "Action": [ "s3:GetObject", "s3:PutObject", "s3:ListBucket" ], "Resource": [ "arn:aws:s3:::bucket-{{i}}", "arn:aws:s3:::bucket-{{i}}/*" ] },
                    { "Sid": "Queue", "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:{{account}}:role-{{i}}-*", "Condition": { "StringEquals": { "aws:RequestedRegion": [ "eu-west-1", "us-east-1" ] } } },
                    { "Sid": "NotElsewhere", "Effect": "Deny", "NotAction": [ "s3:*", "sqs:*", "logs:*" ], "Resource": "*" } ] } } ],
                  "AttachedManagedPolicies": [
                    { "PolicyName": "managed-{{i % 50}}", "PolicyArn": "arn:aws:iam::{{account}}:policy/managed-{{i % 50}}" },
                    { "PolicyName": "managed-{{(i + 1) % 50}}", "PolicyArn": "arn:aws:iam::{{account}}:policy/managed-{{(i + 1) % 50}}" } ],
                  "PermissionsBoundary": { "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::{{account}}:policy/managed-0" },
                  "Tags": [ { "Key": "team", "Value": "team-{{i % 20}}" }, { "Key": "stage", "Value": "prod" } ],
                  "RoleLastUsed": { "LastUsedDate": "2026-01-01T00:00:00+00:00", "Region": "eu-west-1" }
                }
                """);
        }

        writer.WriteEndArray();
    }

    private static void WriteManagedPolicies(Utf8JsonWriter writer, string account)
    {
        writer.WriteStartArray("Policies");
        for (var i = 0; i < 50; i++)
        {
            writer.WriteRawValue($$"""
                { "PolicyName": "managed-{{i}}", "PolicyId": "ANPA{{i:D12}}", "Arn": "arn:aws:iam::{{account}}:policy/managed-{{i}}", "DefaultVersionId": "v1",
                  "PolicyVersionList": [ { "VersionId": "v1", "IsDefaultVersion": true, "Document": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": [ "ec2:Describe*", "service{{i}}:*" ], "Resource": "*" } ] } } ] }
                """);
        }

        writer.WriteEndArray();
    }

    private static void WriteBuckets(Utf8JsonWriter writer, string account)
    {
        writer.WriteStartObject("ResourcePolicies");
        for (var i = 0; i < 100; i++)
        {
            writer.WritePropertyName($"arn:aws:s3:::{Bucket(account, i)}");
            writer.WriteRawValue($$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::{{Bucket(account, i)}}/*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } } ] }""");
        }

        writer.WriteEndObject();
    }
}
