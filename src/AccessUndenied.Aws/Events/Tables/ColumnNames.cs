using System.Collections.Frozen;
using System.Text;

namespace AccessUndenied.Aws.Events.Tables;

/// <summary>By which names tables call the members of a record.</summary>
/// <remarks>
/// A name is compared without its case and without <c>_</c>, <c>-</c>, blanks and dots, so that one row stands for the spellings of Athena
/// (<c>useridentity</c>), CloudTrail Lake (<c>userIdentity</c>), Snowflake (<c>USER_IDENTITY</c>), Sentinel (<c>UserIdentityArn</c>), Steampipe
/// (<c>user_identity</c>) and of flattened records (<c>userIdentity.arn</c>).
/// Sources: CloudTrail User Guide, "CloudTrail record contents" and "Viewing recent management events with the console"; Athena User Guide,
/// "Query CloudTrail logs"; Azure Monitor reference, table AWSCloudTrail; Steampipe Hub, table aws_cloudtrail_trail_event; Elastic's exported
/// fields of AWS CloudTrail.
/// </remarks>
internal static class ColumnNames
{
    private const int MostPrefixes = 3;

    private static readonly FrozenDictionary<string, string> s_members = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["eventversion"] = "eventVersion",
        ["eventid"] = "eventID",
        ["awseventid"] = "eventID",
        ["eventtime"] = "eventTime",
        ["timegenerated"] = "eventTime",
        ["timestamp"] = "eventTime",
        ["@timestamp"] = "eventTime",
        ["eventsource"] = "eventSource",
        ["eventprovider"] = "eventSource",
        ["eventname"] = "eventName",
        ["eventaction"] = "eventName",
        ["eventtype"] = "eventType",
        ["eventtypename"] = "eventType",
        ["eventcategory"] = "eventCategory",
        ["awsregion"] = "awsRegion",
        ["region"] = "awsRegion",
        ["cloudregion"] = "awsRegion",
        ["sourceipaddress"] = "sourceIPAddress",
        ["sourceip"] = "sourceIPAddress",
        ["sourceaddress"] = "sourceIPAddress",
        ["useragent"] = "userAgent",
        ["useragentoriginal"] = "userAgent",
        ["errorcode"] = "errorCode",
        ["errormessage"] = "errorMessage",
        ["requestid"] = "requestID",
        ["awsrequestid"] = "requestID",
        ["readonly"] = "readOnly",
        ["apiversion"] = "apiVersion",
        ["managementevent"] = "managementEvent",
        ["recipientaccountid"] = "recipientAccountId",
        ["sharedeventid"] = "sharedEventID",
        ["vpcendpointid"] = "vpcEndpointId",
        ["vpcendpointaccountid"] = "vpcEndpointAccountId",
        ["useridentity"] = "userIdentity",
        ["requestparameters"] = "requestParameters",
        ["responseelements"] = "responseElements",
        ["additionaleventdata"] = "additionalEventData",
        ["serviceeventdetails"] = "serviceEventDetails",
        ["resources"] = "resources",
        ["tlsdetails"] = "tlsDetails",
        ["eventcontext"] = "eventContext",
        ["tlsversion"] = "tlsDetails.tlsVersion",
        ["ciphersuite"] = "tlsDetails.cipherSuite",
        ["clientprovidedhostheader"] = "tlsDetails.clientProvidedHostHeader",
        ["tlsdetailstlsversion"] = "tlsDetails.tlsVersion",
        ["tlsdetailsciphersuite"] = "tlsDetails.cipherSuite",
        ["tlsdetailsclientprovidedhostheader"] = "tlsDetails.clientProvidedHostHeader",
        ["username"] = "userIdentity.userName",
        ["usertype"] = "userIdentity.type",
        ["accesskeyid"] = "userIdentity.accessKeyId",
        ["awsaccesskey"] = "userIdentity.accessKeyId",
        ["useridentitytype"] = "userIdentity.type",
        ["useridentityprincipalid"] = "userIdentity.principalId",
        ["useridentityarn"] = "userIdentity.arn",
        ["useridentityaccountid"] = "userIdentity.accountId",
        ["useridentityaccesskeyid"] = "userIdentity.accessKeyId",
        ["useridentityusername"] = "userIdentity.userName",
        ["useridentityinvokedby"] = "userIdentity.invokedBy",
        ["useridentityidentityprovider"] = "userIdentity.identityProvider",
        ["sessionmfaauthenticated"] = "userIdentity.sessionContext.attributes.mfaAuthenticated",
        ["sessioncreationdate"] = "userIdentity.sessionContext.attributes.creationDate",
        ["sessionissuertype"] = "userIdentity.sessionContext.sessionIssuer.type",
        ["sessionissuerprincipalid"] = "userIdentity.sessionContext.sessionIssuer.principalId",
        ["sessionissuerarn"] = "userIdentity.sessionContext.sessionIssuer.arn",
        ["sessionissueraccountid"] = "userIdentity.sessionContext.sessionIssuer.accountId",
        ["sessionissuerusername"] = "userIdentity.sessionContext.sessionIssuer.userName",
        ["ec2roledelivery"] = "userIdentity.sessionContext.ec2RoleDelivery",
        ["useridentitysessioncontext"] = "userIdentity.sessionContext",
        ["useridentitysessioncontextattributesmfaauthenticated"] = "userIdentity.sessionContext.attributes.mfaAuthenticated",
        ["useridentitysessioncontextattributescreationdate"] = "userIdentity.sessionContext.attributes.creationDate",
        ["useridentitysessioncontextmfaauthenticated"] = "userIdentity.sessionContext.attributes.mfaAuthenticated",
        ["useridentitysessioncontextcreationdate"] = "userIdentity.sessionContext.attributes.creationDate",
        ["useridentitysessioncontextsessionissuertype"] = "userIdentity.sessionContext.sessionIssuer.type",
        ["useridentitysessioncontextsessionissuerprincipalid"] = "userIdentity.sessionContext.sessionIssuer.principalId",
        ["useridentitysessioncontextsessionissuerarn"] = "userIdentity.sessionContext.sessionIssuer.arn",
        ["useridentitysessioncontextsessionissueraccountid"] = "userIdentity.sessionContext.sessionIssuer.accountId",
        ["useridentitysessioncontextsessionissuerusername"] = "userIdentity.sessionContext.sessionIssuer.userName",
        ["useridentitysessioncontextsourceidentity"] = "userIdentity.sessionContext.sourceIdentity",
        ["useridentitysessioncontextec2roledelivery"] = "userIdentity.sessionContext.ec2RoleDelivery",
        ["useridentitysessioncontextwebidfederationdatafederatedprovider"] = "userIdentity.sessionContext.webIdFederationData.federatedProvider",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_open =
        new[] { "requestparameters", "responseelements", "additionaleventdata", "serviceeventdetails" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a column of this name may hold whole records.</summary>
    internal static bool MayHoldRecords(string name) => WrapperNames.HoldTexts(name, around: null);

    /// <summary>Whether a column of this name may hold the operation, without which nothing is a row of a record.</summary>
    internal static bool MayBeOfName(string name) =>
        name.Contains("event", StringComparison.OrdinalIgnoreCase) && (name.Contains("name", StringComparison.OrdinalIgnoreCase) || name.Contains("action", StringComparison.OrdinalIgnoreCase));

    /// <summary>The path of the member that a column of this name holds, from the outermost; empty where it holds none.</summary>
    internal static string[] PathOf(string name)
    {
        var rest = name.Trim();
        for (var prefixes = 0; prefixes <= MostPrefixes; prefixes++)
        {
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0 && s_open.Contains(Plain(rest[..dot])))
            {
                // What a service was asked has names of its own.
                return [s_members[Plain(rest[..dot])], .. rest[(dot + 1)..].Split('.')];
            }

            if (s_members.TryGetValue(Plain(rest), out var member))
            {
                return member.Split('.');
            }

            if (dot < 0)
            {
                break;
            }

            rest = rest[(dot + 1)..];
        }

        return [];
    }

    /// <summary>As CloudTrail spells the name of a member that a struct's text has in lower case; itself where it is none.</summary>
    internal static string Spell(string name) => s_spellings.TryGetValue(name, out var spelled) ? spelled : name;

    private static readonly FrozenDictionary<string, string> s_spellings = new[]
    {
        "principalId", "accountId", "accessKeyId", "userName", "invokedBy", "sessionContext", "mfaAuthenticated", "creationDate", "sessionIssuer",
        "webIdFederationData", "federatedProvider", "ec2RoleDelivery", "sourceIdentity", "identityProvider", "onBehalfOf", "userId",
        "identityStoreArn", "inScopeOf", "sourceArn", "sourceAccount", "issuerType", "credentialsIssuedTo", "tlsVersion", "cipherSuite",
        "clientProvidedHostHeader", "credentialId", "signInSessionArn", "assumedRoot", "invokedByDelegate",
    }.ToFrozenDictionary(name => name.ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>A name as names compare; some tools write a unit behind it: "TimeGenerated [UTC]".</summary>
    internal static string Plain(string name)
    {
        var unit = name.IndexOf(" [", StringComparison.Ordinal);
        var plain = new StringBuilder();
        foreach (var letter in unit > 0 ? name.AsSpan(0, unit) : name)
        {
            if (letter is not ('_' or '-' or ' ' or '.'))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString();
    }
}
