using System.Text.Json;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>The keys of KMS.</summary>
internal static class KmsKeys
{
    private const string ContextPrefix = "kms:EncryptionContext:";

    // A service-linked role asks for the service's own resources (EC2 Auto Scaling User Guide, "Required KMS key policy for use with encrypted volumes").
    internal static ContextValue GrantIsForService(KeySubject subject) =>
        subject.Principal.EntityId?.Contains(":role/aws-service-role/", StringComparison.Ordinal) == true ? ContextValue.Of(true) : ForwardedCalls.ViaService(subject);

    internal static ContextValue EncryptionContext(KeySubject subject)
    {
        var context = Context(subject);
        if (context.ValueKind != JsonValueKind.Object)
        {
            return WithoutContext(subject);
        }

        return ParameterReader.TextOf(ParameterReader.Find(context, subject.Key[ContextPrefix.Length..])) is { } value ? ContextValue.Of(value) : ContextValue.Absent;
    }

    internal static ContextValue EncryptionContextKeys(KeySubject subject)
    {
        var context = Context(subject);
        return context.ValueKind == JsonValueKind.Object
            ? ContextValue.Of([.. context.EnumerateObject().Select(ParameterReader.NameOf).OfType<string>()])
            : WithoutContext(subject);
    }

    // SK-24: the alias alone, also where the request has its ARN.
    internal static ContextValue RequestAlias(KeySubject subject)
    {
        if (!subject.Parameters.AreKnown)
        {
            return ContextValue.Unknown;
        }

        var id = subject.Parameters.Text("keyId") ?? "";
        var alias = id.IndexOf("alias/", StringComparison.Ordinal);
        return alias == 0 || (alias > 0 && id[alias - 1] == ':') ? ContextValue.Of(id[alias..]) : ContextValue.Absent;
    }

    internal static ContextValue GrantConstraintType(KeySubject subject)
    {
        var constraints = subject.Parameters["constraints"];
        return ParameterReader.Find(constraints, "encryptionContextEquals").ValueKind == JsonValueKind.Object ? ContextValue.Of("EncryptionContextEquals")
            : ParameterReader.Find(constraints, "encryptionContextSubset").ValueKind == JsonValueKind.Object ? ContextValue.Of("EncryptionContextSubset")
            : subject.Parameters.AreKnown ? ContextValue.Absent : ContextValue.Unknown;
    }

    // SK-28: on creation the request says it, else the key itself.
    internal static ContextValue OfKey(KeySubject subject, params string[] members) =>
        subject.IsAction("kms:CreateKey") ? RequestMemberKeys.Of(subject, members) : ContextValue.Unknown;

    private static JsonElement Context(KeySubject subject) =>
        subject.Parameters["encryptionContext"] is { ValueKind: JsonValueKind.Object } context ? context : subject.Parameters["sourceEncryptionContext"];

    // Another service's call has parameters of its own, and what that service passes to KMS is not among them.
    private static ContextValue WithoutContext(KeySubject subject) =>
        subject.Parameters.AreKnown && subject.Record.Service.StartsWith("kms.", StringComparison.OrdinalIgnoreCase) ? ContextValue.Absent : ContextValue.Unknown;
}
