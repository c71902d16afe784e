using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>How callers of AWS give a request what a condition asks for, by condition key.</summary>
/// <remarks>
/// In the words <c>{values}</c> is what the policy accepts, <c>{name}</c> the rest of a key that ends with a name, <c>{resource}</c> and
/// <c>{caller}</c> those of the request. A row without words for presence, or for absence, has none. Each row has the page that it is from.
/// </remarks>
internal static class CallerWays
{
    private const string Iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
    private const string Keys = Iam + "reference_policies_condition-keys.html";
    private const string S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
    private const string S3Guide = S3 + "amazon-s3-policy-keys.html";
    private const string Ec2Guide = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-for-amazon-ec2.html";
    private const string Mfa = Iam + "id_credentials_mfa_configure-api-require.html";
    private const string Inference = "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html";
    private const string MfaKey = MfaWays.Present;
    private const string MfaAge = MfaWays.Age;

    private static readonly Row[] s_rows =
    [
        // Sessions and trust.
        new("sts:ExternalId", "pass {values} as the external ID when the role is assumed (ExternalId, --external-id)", "pass no external ID", Iam + "id_roles_common-scenarios_third-party.html"),
        new("sts:RoleSessionName", "name the session {values} (RoleSessionName, --role-session-name)", null, Iam + "reference_policies_iam-condition-keys.html"),
        new("sts:SourceIdentity", "pass {values} as the source identity when the role is assumed (SourceIdentity)", "pass no source identity", Iam + "id_credentials_temp_control-access_monitor.html"),
        new("aws:SourceIdentity", "have the session made with {values} as the source identity (SourceIdentity when the role is assumed), which stays through a chain of roles", null,
            Iam + "id_credentials_temp_control-access_monitor.html"),
        new("sts:DurationSeconds", "ask for a session of {values} seconds (DurationSeconds)", null, Iam + "reference_policies_iam-condition-keys.html"),
        new("sts:TransitiveTagKeys", "make only {values} transitive session tags", "make no session tag transitive", Iam + "id_session-tags.html")
            { Avoiding = "do not make the session tag {avoided} transitive" },
        new(RevokedSessions.Key, "get new credentials (assume the role again, sign in again, or have them refreshed), so that they are issued at {values} or later: those issued before were revoked",
            null, Iam + "id_roles_use_revoke-sessions.html") { Side = WishBound.AtLeast },

        // Tags.
        new("aws:RequestTag/*", "pass the tag {name}={values} with the request", "leave the tag {name} out of the request", Iam + "access_tags.html"),
        new("aws:TagKeys", "pass tags with the keys {values} and no others", "pass no tags", Iam + "access_tags.html") { Avoiding = "pass no tag with the key {avoided}" },
        new("s3:RequestObjectTag/*", "pass the object tag {name}={values} (x-amz-tagging)", "leave the object tag {name} out", S3 + "tagging-and-policies.html"),
        new("s3:RequestObjectTagKeys", "pass object tags with the keys {values} and no others", "pass no object tags", S3 + "tagging-and-policies.html")
            { Avoiding = "pass no object tag with the key {avoided}" },
        new("aws:ResourceTag/*", "give the resource {resource} the tag {name}={values}", "take the tag {name} off the resource {resource}", Iam + "access_tags.html"),
        new("ec2:ResourceTag/*", "give the resource {resource} the tag {name}={values}", "take the tag {name} off the resource {resource}",
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/control-access-with-tags.html"),
        new("*:ResourceTag/*", "give the resource {resource} the tag {name}={values}", "take the tag {name} off the resource {resource}", Iam + "access_tags.html"),
        new("s3:BucketTag/*", "give the bucket of {resource} the tag {name}={values}", null, S3 + "buckets-tagging.html"),
        new("s3:ExistingObjectTag/*", "give the object {resource} the tag {name}={values}", "take the tag {name} off the object {resource}", S3 + "tagging-and-policies.html"),
        new("aws:PrincipalTag/*", "give {caller} the tag {name}={values}, or pass it as a session tag", null, Iam + "access_iam-tags.html"),

        // Encryption.
        new("kms:EncryptionContext:*", "pass the encryption context {name}={values} (EncryptionContext, --encryption-context)", "pass no encryption context {name}",
            "https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html"),
        new("kms:EncryptionContextKeys", "pass an encryption context with the keys {values}", "pass no encryption context",
            "https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html") { Avoiding = "pass no encryption context with the key {avoided}" },
        new("kms:EncryptionAlgorithm", "use the encryption algorithm {values}", null, "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html"),
        new("kms:SigningAlgorithm", "use the signing algorithm {values}", null, "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html"),
        new("kms:ViaService", "use the key through {values} and not directly", null,
            "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html") { CanBeSimulated = false },
        new("kms:GrantIsForAWSResource", "have the grant made by an AWS service on your behalf", null,
            "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html") { CanBeSimulated = false },
        new("kms:ScheduleKeyDeletionPendingWindowInDays", "wait {values} days before the key is deleted (PendingWindowInDays)", null,
            "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html"),
        new("s3:x-amz-server-side-encryption", "send the header x-amz-server-side-encryption: {values} (--server-side-encryption)", "leave the header x-amz-server-side-encryption out",
            S3 + "UsingKMSEncryption.html") { Default = "aws:kms" },
        new("s3:x-amz-server-side-encryption-aws-kms-key-id", "send the header x-amz-server-side-encryption-aws-kms-key-id: {values} (--ssekms-key-id)",
            "leave the header x-amz-server-side-encryption-aws-kms-key-id out", S3 + "UsingKMSEncryption.html"),
        new("s3:x-amz-server-side-encryption-customer-algorithm", "send the header x-amz-server-side-encryption-customer-algorithm: {values}", "do not encrypt with a key of your own (SSE-C)",
            S3 + "ServerSideEncryptionCustomerKeys.html"),
        new("ec2:Encrypted", "set Encrypted to {values} for the volume or snapshot", null, Ec2Guide),
        new("rds:StorageEncrypted", "set StorageEncrypted to {values}", null, "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_service-with-iam.html"),
        new("elasticfilesystem:Encrypted", "set Encrypted to {values} for the file system", null,
            "https://docs.aws.amazon.com/efs/latest/ug/using-iam-to-enforce-creating-encrypted-file-systems.html"),

        // What S3 is asked.
        new("s3:prefix", "list under a prefix that is allowed: {values} (prefix, --prefix)", "list without a prefix", S3Guide) { IsAnotherThing = true },
        new("s3:delimiter", "list with the delimiter {values} (--delimiter)", "list without a delimiter", S3Guide),
        new("s3:max-keys", "ask for {values} keys {bound} (--max-keys)", null, S3Guide),
        new("s3:x-amz-acl", "set the canned ACL {values} (x-amz-acl, --acl)", "leave the ACL out (x-amz-acl, --acl)", S3Guide),
        new("s3:x-amz-grant-*", "send the header x-amz-grant-{name}: {values}", "leave the header x-amz-grant-{name} out", S3Guide),
        new("s3:x-amz-storage-class", "use the storage class {values} (x-amz-storage-class, --storage-class)", null, S3Guide),
        new("s3:x-amz-copy-source", "copy from {values}", null, S3Guide) { IsAnotherThing = true },
        new("s3:x-amz-metadata-directive", "send the header x-amz-metadata-directive: {values}", "leave the header x-amz-metadata-directive out", S3Guide),
        new("s3:x-amz-content-sha256", "sign the content (x-amz-content-sha256: {values})", null, S3Guide),
        new("s3:object-lock-mode", "set the object lock mode {values}", "set no object lock mode", S3 + "object-lock-managing.html"),
        new("s3:object-lock-remaining-retention-days", "retain the object for {values} days", "set no retention", S3 + "object-lock-managing.html"),
        new("s3:object-lock-legal-hold", "set the legal hold {values}", "set no legal hold", S3 + "object-lock-managing.html"),
        new("s3:VersionId", "ask for the version {values} (VersionId)", "name no version", S3Guide) { IsAnotherThing = true },
        new("s3:LocationConstraint", "create the bucket in {values} (LocationConstraint)", null, S3Guide),
        new("s3:ObjectOwnership", "create the bucket with the object ownership {values}", null, S3 + "about-object-ownership.html"),
        new("s3:if-none-match", "send the header If-None-Match", null, S3 + "conditional-writes-enforce.html"),
        new("s3:signatureversion", "sign with Signature Version 4 ({values})", null, S3 + "bucket-policy-s3-sigv4-conditions.html"),
        new("s3:authType", "sign the request as {values}", null, S3 + "bucket-policy-s3-sigv4-conditions.html"),
        new("s3:TlsVersion", "connect with TLS {values} or later", null, S3Guide) { Side = WishBound.AtLeast },

        // Identities that are made or changed.
        new("iam:PermissionsBoundary", "pass the permissions boundary {values} with the call (PermissionsBoundary, --permissions-boundary)", "set no permissions boundary",
            Iam + "access_policies_boundaries.html"),
        new("iam:PolicyARN", "attach one of the policies that are allowed: {values}", null, Iam + "reference_policies_iam-condition-keys.html") { IsAnotherThing = true },

        // Where and how the call is made.
        new("aws:SecureTransport", "use HTTPS", null, Keys) { IsFlag = true },
        new("aws:VpcSourceIp", "make the call from an address of the VPC that is allowed: {values}", null, Keys),
        new("aws:SourceVpc", "make the call through an endpoint in the VPC {values}", null, Keys) { CanBeSimulated = false },
        new("aws:SourceVpce", "make the call through the VPC endpoint {values}", null, Keys) { CanBeSimulated = false },
        new("aws:SourceVpcArn", "make the call through an endpoint in the VPC {values}", null, Keys) { CanBeSimulated = false },
        new("aws:CalledVia", "make the call through {values}", null, Keys) { CanBeSimulated = false },
        new("aws:CalledViaFirst", "make the call through {values}", null, Keys) { CanBeSimulated = false },
        new("aws:CalledViaLast", "make the call through {values}", null, Keys) { CanBeSimulated = false },
        new("aws:ViaAWSService", "have an AWS service make the call for you", "make the call directly", Keys) { CanBeSimulated = false, IsFlag = true },
        new("aws:CurrentTime", "make the call at a time that is allowed: {values} or later", null, Keys) { CanBeSimulated = false, Side = WishBound.AtLeast },
        new("aws:PrincipalArn", "leave the call to a principal that is exempted for such work, such as {values} (a role for emergencies, which break-glass roles are, is none for "
            + "everyday calls)", null, Keys) { CanBeSimulated = false, IsOfAnotherCaller = true },

        // What is launched or made.
        new("ec2:InstanceType", "use an instance type that is allowed: {values}", null, Ec2Guide),
        new("ec2:MetadataHttpTokens", "set HttpTokens to {values} in the metadata options", null, Ec2Guide),
        new("ec2:MetadataHttpPutResponseHopLimit", "set HttpPutResponseHopLimit to {values}", null, Ec2Guide),
        new("ec2:VolumeType", "use the volume type {values}", null, Ec2Guide),
        new("ec2:VolumeSize", "use a volume of {values} GiB", null, Ec2Guide),
        new("ec2:Tenancy", "use the tenancy {values}", null, Ec2Guide),
        new("ec2:AvailabilityZone", "use the Availability Zone {values}", null, Ec2Guide),
        new("ec2:ImageID", "use the image {values}", null, Ec2Guide) { IsAnotherThing = true },
        new("ec2:Owner", "use an image of the owner {values}", null, Ec2Guide) { CanBeSimulated = false },
        new("ec2:Vpc", "use the VPC {values}", null, Ec2Guide) { CanBeSimulated = false },
        new("ec2:Subnet", "use the subnet {values}", null, Ec2Guide) { IsAnotherThing = true },
        new("rds:DatabaseClass", "use the instance class {values}", null, "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_service-with-iam.html"),
        new("rds:DatabaseEngine", "use the engine {values}", null, "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_service-with-iam.html"),
        new("lambda:VpcIds", "put the function into the VPC {values}", null, "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"),
        new("lambda:FunctionUrlAuthType", "use the authorization type {values} for the function URL", null, "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"),
        new("lambda:Layer", "use the layers {values} only", "use no layer",
            "https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html") { IsAnotherThing = true },
        new("dynamodb:LeadingKeys", "ask for items whose partition key is {values}", null,
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html") { IsAnotherThing = true },
        new("dynamodb:Attributes", "ask for the attributes {values} only", null, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"),
        new("dynamodb:Select", "set Select to {values}", null, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"),
        new("ecs:cluster", "use the cluster {values}", null, "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_service-with-iam.html") { IsAnotherThing = true },
        new("sns:Protocol", "subscribe with the protocol {values}", null, "https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html"),
        new("sns:Endpoint", "subscribe the endpoint {values}", null, "https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html") { IsAnotherThing = true },
        new("secretsmanager:VersionStage", "ask for the version stage {values}", null,
            "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html") { IsAnotherThing = true },
        new("secretsmanager:BlockPublicPolicy", "set BlockPublicPolicy to {values}", null, "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html"),
        new("cloudformation:TemplateUrl", "use a template from {values}", null,
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html") { IsAnotherThing = true },
        new("cloudformation:RoleARN", "pass the service role {values} (RoleARN, --role-arn)", null,
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html") { IsAnotherThing = true },
        new("ssm:SessionDocumentAccessCheck", "name the session document that you may use", null,
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html"),
    ];

    public static CallerWay? Of(AuthorizationRequest request, PolicyLayer layer, CallerWish wish)
    {
        if (wish.Key.Equals(MfaKey, StringComparison.OrdinalIgnoreCase) || wish.Key.Equals(MfaAge, StringComparison.OrdinalIgnoreCase))
        {
            return MfaWays.Of(request, layer, wish);
        }

        // To leave out what a call never carries is no way either.
        if (!SuppliedKeys.CanHave(request, wish.Key) || !CarriedKeys.CanCarry(request, wish.Key))
        {
            return null;
        }

        if (FederatedWays.Of(request, wish) is { } ofProvider)
        {
            return ofProvider;
        }

        // What is there already is as it is.
        if (ExistingResources.HaveIt(request, wish.Key))
        {
            return null;
        }

        // A service acts as it was built; nobody types its parameters.
        if (request.Principal.Kind == PrincipalKind.Service && !wish.Key.Contains("ResourceTag/", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (wish.Key.Equals("aws:RequestedRegion", StringComparison.OrdinalIgnoreCase) && !wish.IsAbsent)
        {
            return OfRegion(request, wish);
        }

        if (wish.IsAbsent && request.Principal.Kind == PrincipalKind.Root && wish.Key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase))
        {
            return new("make the call with a role of the account and not as its root user", Iam + "root-user-best-practices.html") { CanBeSimulated = false };
        }

        if (!wish.IsAbsent && ForwardedWays.Lose(request, wish.Key))
        {
            return null;
        }

        if (wish.Key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase))
        {
            return OfAddress(request, wish);
        }

        if (wish is { IsAbsent: false } && wish.Key.Equals(BoundaryActions.Key, StringComparison.OrdinalIgnoreCase) && BoundaryActions.TellOfPresentOne(request.Action))
        {
            const string Words = "put the permissions boundary {values} on {resource} first, or have it put there, since this call is checked for the boundary that is there already";
            return new(Fill(Words, request, wish, "", null), Iam + "access_policies_boundaries.html") { IsOfAnotherCaller = wish.EscapesDeny };
        }

        foreach (var row in s_rows)
        {
            if (row.NameIn(wish.Key) is { } name && row.WordsFor(wish) is { } words)
            {
                if (wish is { IsAbsent: true, Avoided.Count: 0 } && row.Avoiding is not null && IsTagging(request))
                {
                    // A call that tags must have tags.
                    return null;
                }

                if (row.Side is { } side && wish is { Bound: not WishBound.Exactly } && wish.Bound != side)
                {
                    // What the words say is no help on the other side of the value.
                    return null;
                }

                if (IdentityWays.Of(request, wish, row.Page) is { } ofIdentity)
                {
                    return ofIdentity;
                }

                if (wish.EscapesDeny && IsTagOfResource(wish.Key))
                {
                    return OfGuardedTag(request, wish, row, name, words);
                }

                if (IdentityWays.DecidesAccess(request, wish.Key))
                {
                    return new(Fill(words, request, wish, name, row.Default) + RemediationMessages.IfAgreed, row.Page)
                    {
                        CanBeSimulated = false,
                        IsOfAnotherCaller = true,
                        ChangesAccess = true,
                        Warnings = [IdentityWays.WarningOf(wish.Key, name)],
                    };
                }

                return new(Fill(words, request, wish, name, row.Default), row.Page)
                {
                    CanBeSimulated = row.CanBeSimulated,
                    AlsoSets = Companions(request, wish, name),
                    Default = row.Default,
                    IsOfAnotherCaller = row.IsOfAnotherCaller,
                    IsForAnotherThing = row.IsAnotherThing && !wish.IsAbsent,
                };
            }
        }

        return null;
    }

    internal static bool IsTagOfResource(string key) => TaglessCalls.IsTagOfResource(key) || Starts(key, "s3:ExistingObjectTag/") || Starts(key, "s3:BucketTag/");

    private static bool IsTagging(AuthorizationRequest request)
    {
        var name = ActionName.NameOf(request.Action);
        return name.StartsWith("Tag", StringComparison.OrdinalIgnoreCase) || name.StartsWith("AddTags", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("CreateTags", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Tagging", StringComparison.OrdinalIgnoreCase);
    }

    // A Deny that looks at tags is a guardrail for what has them. To take one off goes round it; to set one may be meant, and is for whoever answers for the resource.
    private static CallerWay? OfGuardedTag(AuthorizationRequest request, CallerWish wish, Row row, string name, string words) => wish.IsAbsent ? null :
        new($"{Fill(words, request, wish, name, row.Default)}{RemediationMessages.IfAgreed}", row.Page)
        {
            CanBeSimulated = false,
            IsOfAnotherCaller = true,
            ChangesAccess = true,
            Warnings = [IdentityWays.WarningOf(wish.Key, name)],
        };

    // What is in a Region stays there; only what is to be made can be made elsewhere.
    private static CallerWay? OfRegion(AuthorizationRequest request, CallerWish wish)
    {
        if (GlobalActions.Contains(request.Action) || wish.Values.Count == 0)
        {
            return null;
        }

        if (BedrockModels.DestinationOf(request) is not null)
        {
            return new($"call a model in a Region that is allowed, or an inference profile that sends calls to no other Region "
                + $"({string.Join(" or ", wish.Values)})", Inference) { CanBeSimulated = false };
        }

        var name = ActionName.NameOf(request.Action).ToString();
        var isThere = Arn.TryParse(request.Resource.Value, out var arn) && arn.Region.Length > 0
            && !name.StartsWith("Create", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Run", StringComparison.OrdinalIgnoreCase);
        var regions = string.Join(" or ", wish.Values);
        return isThere
            ? new($"make the call in a Region that is allowed ({regions}), on a resource there", Keys) { CanBeSimulated = false }
            : new($"make the call in a Region that is allowed: {regions}", Keys);
    }

    // aws:SourceIp is a public address, and not there at all behind a VPC endpoint (GK-27).
    private static CallerWay? OfAddress(AuthorizationRequest request, CallerWish wish)
    {
        // A service that calls for the caller does so from where it is.
        if (request.Context["aws:ViaAWSService"] is { Count: 1 } via && via[0] == "true")
        {
            return null;
        }

        var ranges = wish.Values.Where(IsPublic).ToList();
        if (ranges.Count == 0)
        {
            return null;
        }

        var words = $"make the call from a network address that is allowed: {string.Join(" or ", ranges)}";
        return request.NetworkEndpointId is null && !request.Context["aws:SourceVpce"].IsKnown
            ? new(words, Keys) { CanBeSimulated = IsPublic(wish.Values[0]) }
            : new(words + ", and not through the VPC endpoint", Keys) { CanBeSimulated = false };
    }

    private static bool IsPublic(string range) => System.Net.IPAddress.TryParse(range.Split('/')[0], out var address)
        && address.GetAddressBytes() switch
        {
            [10, ..] or [127, ..] or [192, 168, ..] or [169, 254, ..] => false,
            [172, var second, ..] when second is >= 16 and <= 31 => false,
            [100, var second, _, _] when second is >= 64 and <= 127 => false,
            [0xfc or 0xfd, .., _] bytes when bytes.Length == 16 => false,
            _ => true,
        };

    private static IReadOnlyList<KeyValuePair<string, ContextValue>> Companions(AuthorizationRequest request, CallerWish wish, string name) => wish.Key switch
    {
        var key when !wish.IsAbsent && Starts(key, "aws:RequestTag/") => [With(request, "aws:TagKeys", name)],
        var key when !wish.IsAbsent && Starts(key, "kms:EncryptionContext:") => [With(request, "kms:EncryptionContextKeys", name)],
        _ => [],
    };

    private static KeyValuePair<string, ContextValue> With(AuthorizationRequest request, string key, string name) =>
        new(key, ContextValue.Of([.. request.Context[key].ToList().Append(name).Distinct(StringComparer.Ordinal)]));

    private static string Fill(string words, AuthorizationRequest request, CallerWish wish, string name, string? usual) => words
        .Replace("{values}", wish.Values.Count == 0 ? usual ?? "(any value)" : string.Join(" or ", PassedValues.Of(request, wish)), StringComparison.Ordinal)
        .Replace("{bound}", wish.Bound switch { WishBound.AtMost => "or fewer", WishBound.AtLeast => "or more", _ => "at a time" }, StringComparison.Ordinal)
        .Replace("{avoided}", string.Join(" or ", wish.Avoided), StringComparison.Ordinal)
        .Replace("{name}", name, StringComparison.Ordinal)
        .Replace("{resource}", request.Resource.ToString(), StringComparison.Ordinal)
        .Replace("{caller}", request.Principal.EntityId ?? request.Principal.Id, StringComparison.Ordinal);

    private static bool Starts(string key, string prefix) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private sealed record Row(string Key, string? Present, string? Absent, string Page)
    {
        public bool CanBeSimulated { get; init; } = true;

        public string? Default { get; init; }

        public bool IsOfAnotherCaller { get; init; }

        /// <summary>The side of a value on which the words are true, where they speak of one; null where they hold for any.</summary>
        public WishBound? Side { get; init; }

        /// <summary>Whether another value is another thing to act on or to hand over, and no way to make the same call.</summary>
        public bool IsAnotherThing { get; init; }

        /// <summary>The words where some values are to be left out and others may stay.</summary>
        public string? Avoiding { get; init; }

        /// <summary>Whether the key is true or false, so that to be asked for "false" is to be asked for the opposite.</summary>
        public bool IsFlag { get; init; }

        public string? WordsFor(CallerWish wish) => IsFlag && wish.Values.Count > 0 && wish.Values.All(value => value.Equals("false", StringComparison.OrdinalIgnoreCase)) ? Absent
            : !wish.IsAbsent ? Present : wish.Avoided.Count > 0 && Avoiding is not null ? Avoiding : Absent;

        /// <summary>The name at the end of <paramref name="key"/>, empty for a key without one; null where the row is not for it.</summary>
        public string? NameIn(string key)
        {
            if (!Key.EndsWith('*'))
            {
                return key.Equals(Key, StringComparison.OrdinalIgnoreCase) ? "" : null;
            }

            if (Key.StartsWith('*'))
            {
                var part = Key[1..^1];
                var at = key.IndexOf(part, StringComparison.OrdinalIgnoreCase);
                return at > 0 ? key[(at + part.Length)..] : null;
            }

            return Starts(key, Key[..^1]) && key.Length >= Key.Length ? key[(Key.Length - 1)..] : null;
        }
    }
}
