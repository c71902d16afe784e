using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Benchmarks.Snapshots;

/// <summary>Opening a snapshot of 10,000 roles against parsing its JSON, and looking policies up in it.</summary>
internal static class SnapshotRatio
{
    private const int Rounds = 15;
    private const string Account = "111111111111";

    /// <summary>Prints the times; the first argument is the number of roles (default 10,000).</summary>
    public static void Run(string[] args)
    {
        var roles = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var utf8 = Generate(roles);
        Print($"snapshot of {roles:N0} roles", $"{utf8.Length / 1e6:F1} MB");

        var document = Best(() => JsonDocument.Parse(utf8).Dispose());
        var reader = Best(() => ReadTokens(utf8));
        var open = Best(() => Open(utf8));
        Print("bare JsonDocument.Parse", $"{document.TotalMilliseconds:F1} ms");
        Print("bare Utf8JsonReader pass", $"{reader.TotalMilliseconds:F1} ms");
        Print("Snapshot opened", $"{open.TotalMilliseconds:F1} ms, {open / document:F2} x JsonDocument, {open / reader:F2} x reader");

        var source = new SnapshotPolicySource(Open(utf8));
        Print("first lookup (indexes the account)", $"{Time(() => Lookup(source, RequestOf(0, 0))).TotalMilliseconds:F2} ms");
        var requests = Enumerable.Range(0, roles).Select(i => RequestOf(i, i)).ToArray();
        Print("first lookup of every role", $"{Time(() => LookupAll(source, requests)).TotalMicroseconds / roles:F2} us each");
        Report("the same lookups again", source, requests);
        Report("one role, many objects of one bucket", source, [.. Enumerable.Range(0, roles).Select(i => RequestOf(1, i))]);
        Report("role known without its path (resolved)", source, [.. requests.Select(request => request with { Principal = request.Principal with { EntityIsExact = false } })]);
    }

    private static Snapshot Open(byte[] utf8) => new SnapshotBuilder().Add(utf8, "generated").Build();

    private static void Report(string what, SnapshotPolicySource source, AuthorizationRequest[] requests)
    {
        LookupAll(source, requests);
        var before = GC.GetAllocatedBytesForCurrentThread();
        LookupAll(source, requests);
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / requests.Length;
        var time = Best(() => LookupAll(source, requests));
        Print(what, $"{requests.Length / time.TotalSeconds:N0} a second, {allocated} bytes each");
    }

    private static void LookupAll(SnapshotPolicySource source, AuthorizationRequest[] requests)
    {
        foreach (var request in requests)
        {
            Lookup(source, request);
        }
    }

    private static void Lookup(SnapshotPolicySource source, AuthorizationRequest request)
    {
        var set = source.GetPoliciesAsync(request, CancellationToken.None);
        if (!set.IsCompletedSuccessfully || set.Result.Identity.Count == 0)
        {
            throw new InvalidOperationException("The lookup found no identity policies.");
        }
    }

    private static AuthorizationRequest RequestOf(int role, int item) => new()
    {
        Principal = new()
        {
            Kind = PrincipalKind.RoleSession,
            Id = $"arn:aws:sts::{Account}:assumed-role/role-{role}/session",
            AccountId = Account,
            EntityId = $"arn:aws:iam::{Account}:role/apps/role-{role}",
            UniqueId = $"AROA{role:D12}",
            SessionName = "session",
        },
        Action = "s3:GetObject",
        Resource = new($"arn:aws:s3:::bucket-{item % 100}/key-{item}", Account),
    };

    private static void ReadTokens(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
        }
    }

    private static TimeSpan Best(Action action) => Enumerable.Range(0, Rounds).Min(_ => Time(action));

    private static TimeSpan Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Print(string what, string figure) => Console.WriteLine($"{what,-42} {figure}");

    // Roles as accounts have them: a trust policy, an inline policy, two of fifty managed policies, a boundary, tags.
    private static byte[] Generate(int roles)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("SnapshotVersion", 1);
            writer.WriteStartObject("Accounts");
            writer.WriteStartObject(Account);
            writer.WriteStartObject("AuthorizationDetails");
            WriteRoles(writer, roles);
            WriteManagedPolicies(writer);
            writer.WriteEndObject();
            WriteBuckets(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRoles(Utf8JsonWriter writer, int roles)
    {
        writer.WriteStartArray("RoleDetailList");
        for (var i = 0; i < roles; i++)
        {
            writer.WriteRawValue($$"""
                {
                  "Path": "/apps/", "RoleName": "role-{{i}}", "RoleId": "AROA{{i:D12}}", "Arn": "arn:aws:iam::{{Account}}:role/apps/role-{{i}}", "CreateDate": "2025-01-01T00:00:00+00:00",
                  "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" } ] },
                  "InstanceProfileList": [],
                  "RolePolicyList": [ { "PolicyName": "inline", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                    { "Sid": "Objects", "Effect": "Allow", "Action": [ "s3:GetObject", "s3:PutObject", "s3:ListBucket" ], "Resource": [ "arn:aws:s3:::bucket-{{i}}", "arn:aws:s3:::bucket-{{i}}/*" ] },
                    { "Sid": "Queue", "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:{{Account}}:role-{{i}}-*", "Condition": { "StringEquals": { "aws:RequestedRegion": [ "eu-west-1", "us-east-1" ] } } },
                    { "Sid": "NotElsewhere", "Effect": "Deny", "NotAction": [ "s3:*", "sqs:*", "logs:*" ], "Resource": "*" } ] } } ],
                  "AttachedManagedPolicies": [
                    { "PolicyName": "managed-{{i % 50}}", "PolicyArn": "arn:aws:iam::{{Account}}:policy/managed-{{i % 50}}" },
                    { "PolicyName": "managed-{{(i + 1) % 50}}", "PolicyArn": "arn:aws:iam::{{Account}}:policy/managed-{{(i + 1) % 50}}" } ],
                  "PermissionsBoundary": { "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::{{Account}}:policy/managed-0" },
                  "Tags": [ { "Key": "team", "Value": "team-{{i % 20}}" }, { "Key": "stage", "Value": "prod" } ],
                  "RoleLastUsed": { "LastUsedDate": "2026-01-01T00:00:00+00:00", "Region": "eu-west-1" }
                }
                """);
        }

        writer.WriteEndArray();
    }

    private static void WriteManagedPolicies(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("Policies");
        for (var i = 0; i < 50; i++)
        {
            writer.WriteRawValue($$"""
                { "PolicyName": "managed-{{i}}", "PolicyId": "ANPA{{i:D12}}", "Arn": "arn:aws:iam::{{Account}}:policy/managed-{{i}}", "DefaultVersionId": "v1",
                  "PolicyVersionList": [ { "VersionId": "v1", "IsDefaultVersion": true, "Document": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": [ "ec2:Describe*", "service{{i}}:*" ], "Resource": "*" } ] } } ] }
                """);
        }

        writer.WriteEndArray();
    }

    private static void WriteBuckets(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("ResourcePolicies");
        for (var i = 0; i < 100; i++)
        {
            writer.WritePropertyName($"arn:aws:s3:::bucket-{i}");
            writer.WriteRawValue($$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::bucket-{{i}}/*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } } ] }""");
        }

        writer.WriteEndObject();
    }
}
