using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AccessUndenied.Benchmarks.Simulation;

/// <summary>Writes a file of authorization requests, 5 to 20 kB of JSON a line; the same arguments give the same bytes.</summary>
internal static class RequestFile
{
    private static readonly string[] s_services = ["s3", "dynamodb", "sqs", "lambda", "kms", "ec2", "sns", "logs", "iam", "secretsmanager"];
    private static readonly string[] s_verbs = ["Get", "Put", "List", "Delete", "Describe", "Create", "Update", "Tag"];
    private static readonly string[] s_nouns = ["Object", "Item", "Queue", "Function", "Key", "Instances", "Topic", "Stream", "Role", "Secret"];

    /// <param name="path">Where to write.</param>
    /// <param name="lines">How many requests.</param>
    /// <param name="distinct">From how many different documents the policies are taken; 0 makes every document a new one.</param>
    /// <param name="mostIdentityPolicies">At most so many identity policies a request.</param>
    public static void Write(string path, int lines, int distinct, int mostIdentityPolicies = 10)
    {
        var random = new Random(20260101);
        var documents = Enumerable.Range(0, distinct).Select(number => Document(random, number)).ToArray();
        using var stream = File.Create(path, 1 << 20);
        using var writer = new Utf8JsonWriter(stream);
        var made = 0;
        for (var i = 0; i < lines; i++)
        {
            WriteRequest(writer, random, i, mostIdentityPolicies, () => distinct == 0 ? Document(random, made++) : documents[random.Next(distinct)]);
            writer.Flush();
            writer.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    private static void WriteRequest(Utf8JsonWriter writer, Random random, int number, int mostIdentityPolicies, Func<byte[]> document)
    {
        writer.WriteStartObject();
        writer.WriteString("id", $"case-{number}");
        writer.WriteString("principal", $"arn:aws:sts::111111111111:assumed-role/app-{random.Next(50)}/session-{number}");
        var service = Pick(random, s_services);
        writer.WriteString("action", $"{service}:{Pick(random, s_verbs)}{Pick(random, s_nouns)}");
        writer.WriteString("resource", Resource(random, service));
        writer.WriteStartObject("context");
        writer.WriteString("aws:SourceIp", $"192.0.2.{random.Next(255)}");
        writer.WriteString("aws:PrincipalOrgID", "o-exampleorg1");
        writer.WriteString("aws:RequestedRegion", random.Next(2) == 0 ? "us-east-1" : "eu-west-1");
        writer.WriteString("aws:PrincipalTag/team", $"team-{random.Next(8)}");
        writer.WriteString("aws:SecureTransport", "true");
        writer.WriteEndObject();
        WriteList(writer, "identityPolicies", random.Next((mostIdentityPolicies + 2) / 3, mostIdentityPolicies + 1), document);
        WriteList(writer, "permissionsBoundaries", 1, document);
        WriteNodes(writer, "serviceControlPolicies", document);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string member, int count, Func<byte[]> document)
    {
        writer.WriteStartArray(member);
        for (var i = 0; i < count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"policy-{i}"));
            writer.WritePropertyName("document");
            writer.WriteRawValue(document(), skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNodes(Utf8JsonWriter writer, string member, Func<byte[]> document)
    {
        writer.WriteStartArray(member);
        foreach (var target in (string[])["r-root", "ou-ab12-11111111", "111111111111"])
        {
            writer.WriteStartObject();
            writer.WriteString("target", target);
            writer.WriteStartArray("policies");
            writer.WriteStartObject();
            writer.WriteString("name", "FullAWSAccess");
            writer.WritePropertyName("document");
            writer.WriteRawValue("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""u8, skipInputValidation: true);
            writer.WriteEndObject();
            writer.WriteRawValue(document(), skipInputValidation: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static byte[] Document(Random random, int number)
    {
        var text = new StringBuilder("""{"Version":"2012-10-17","Statement":[""");
        var statements = random.Next(3, 9);
        for (var i = 0; i < statements; i++)
        {
            var service = Pick(random, s_services);
            text.Append(i == 0 ? "" : ",")
                .Append(CultureInfo.InvariantCulture, $$"""{"Sid":"S{{number}}x{{i}}","Effect":"{{(random.Next(10) == 0 ? "Deny" : "Allow")}}",""")
                .Append("\"Action\":[")
                .AppendJoin(',', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"\"{service}:{Pick(random, s_verbs)}{(random.Next(2) == 0 ? "*" : Pick(random, s_nouns))}\""))
                .Append("],\"Resource\":[")
                .AppendJoin(',', Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"\"{(random.Next(3) == 0 ? "*" : Resource(random, service) + "*")}\""))
                .Append(']');
            if (random.Next(3) == 0)
            {
                text.Append(""","Condition":{"StringEquals":{"aws:RequestedRegion":["us-east-1","us-west-2"]},"StringLike":{"aws:PrincipalTag/team":"team-${aws:PrincipalTag/team}"},"IpAddress":{"aws:SourceIp":["192.0.2.0/25","198.51.100.0/24"]}}""");
            }

            text.Append('}');
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    private static string Resource(Random random, string service) =>
        service == "s3" ? $"arn:aws:s3:::bucket-{random.Next(20)}/key-{random.Next(100)}" : $"arn:aws:{service}:us-east-1:111111111111:thing/name-{random.Next(100)}";

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
