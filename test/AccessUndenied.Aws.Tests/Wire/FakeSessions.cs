using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>STS.</summary>
internal sealed class FakeSessions : IFakeService
{
    private readonly FakeData _data;
    private readonly ConcurrentDictionary<string, string> _roles = new();
    private int _count;

    public FakeSessions(FakeData data) => _data = data;

    public IReadOnlyList<string> Names => ["sts"];

    /// <summary>The external id that roles ask for; null for none.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The roles that were to be assumed, each with the external id that came along.</summary>
    public ConcurrentQueue<(string Role, string? ExternalId)> Asked { get; } = new();

    public string AssumableRole { get; set; } = "AccessUndeniedRole";

    public string ProtocolOf(FakeRequest request) => "query";

    /// <summary>The account of the caller; null for keys that were never handed out.</summary>
    public string? AccountOf(FakeRequest request)
    {
        var isSession = request.AccessKey.StartsWith("ASIA", StringComparison.Ordinal);
        return isSession != request.SessionToken is not null || request.AccessKey.Length < 16 || (isSession && !_roles.ContainsKey(request.AccessKey))
            ? null
            : request.AccessKey[4..16];
    }

    public FakeReply? Answer(string operation, FakeRequest request, string account) => operation switch
    {
        "GetCallerIdentity" => new FakeReply.QueryReply(
            new XElement("Arn", _roles.GetValueOrDefault(request.AccessKey) ?? $"arn:aws:iam::{account}:user/investigator"),
            new XElement("UserId", "AIDAINVESTIGATEXAMPLE"),
            new XElement("Account", account)),
        "DecodeAuthorizationMessage" => _data.DecodedMessages.TryGetValue(request.Form["EncodedMessage"], out var decoded)
            ? new FakeReply.QueryReply(new XElement("DecodedMessage", decoded))
            : new FakeReply.FaultReply(400, "InvalidAuthorizationMessageException", "The provided message is invalid."),
        "AssumeRole" => !Note(request) || !ExternalIdIs(request) ? new FakeReply.FaultReply(403, "AccessDenied", "User is not authorized to perform: sts:AssumeRole") : Assume(request.Form["RoleArn"], request.Form["RoleSessionName"]),
        _ => null,
    };

    private bool Note(FakeRequest request)
    {
        Asked.Enqueue((request.Form["RoleArn"], request.Form.GetValueOrDefault("ExternalId")));
        return true;
    }

    private bool ExternalIdIs(FakeRequest request) => ExternalId is null || request.Form.GetValueOrDefault("ExternalId") == ExternalId;

    private FakeReply Assume(string role, string session)
    {
        var account = role.Split(':')[4];
        if (!role.EndsWith(":role/" + AssumableRole, StringComparison.Ordinal) || _data.Account(account) is null)
        {
            return new FakeReply.FaultReply(403, "AccessDenied", $"User is not authorized to perform: sts:AssumeRole on resource: {role}");
        }

        var key = $"ASIA{account}{Interlocked.Increment(ref _count):D4}";
        var arn = $"arn:aws:sts::{account}:assumed-role/{role[(role.LastIndexOf('/') + 1)..]}/{session}";
        _roles[key] = arn;
        return new FakeReply.QueryReply(
            new XElement(
                "Credentials",
                new XElement("AccessKeyId", key),
                new XElement("SecretAccessKey", "example"),
                new XElement("SessionToken", "token-" + key),
                new XElement("Expiration", DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))),
            new XElement("AssumedRoleUser", new XElement("Arn", arn), new XElement("AssumedRoleId", "AROAEXAMPLE:" + session)));
    }
}
