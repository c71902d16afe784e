using System.Text.Json;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>The policies of a request, and what is gathered while it is read.</summary>
internal sealed partial class BatchRequestReader
{
    private List<AttachedPolicy> ReadList(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading, string member, GivenPolicies given)
    {
        reader.Read();
        reading.Give(given, member);
        return ReadPolicies(ref reader, json, reading, member);
    }

    private List<AttachedPolicy> ReadPolicies(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading, string path)
    {
        var policies = new List<AttachedPolicy>();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return policies;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reading.Fail(Messages.AtMember(path, "expected an array of policies"));
            reader.Skip();
            return policies;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            policies.Add(ReadPolicy(ref reader, json, reading, $"{path}[{policies.Count}]"));
        }

        return policies;
    }

    // Either {"name": …, "document": …} or the document itself.
    private AttachedPolicy ReadPolicy(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading, string path)
    {
        int start = (int)reader.TokenStartIndex, documentStart = -1, documentEnd = 0;
        var name = "";
        string? arn = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("document"u8))
                {
                    reader.Read();
                    if (documentStart >= 0)
                    {
                        reading.Fail(Messages.AtMember(path + ".document", "occurs twice"));
                    }

                    documentStart = (int)reader.TokenStartIndex;
                    reader.Skip();
                    documentEnd = (int)reader.BytesConsumed;
                    continue;
                }

                var isName = reader.ValueTextEquals("name"u8);
                var isArn = reader.ValueTextEquals("arn"u8);
                reader.Read();
                name = isName && reader.TokenType == JsonTokenType.String ? reader.GetString()! : name;
                arn = isArn && reader.TokenType == JsonTokenType.String ? reader.GetString() : arn;
                reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        if (documentStart < 0)
        {
            (documentStart, documentEnd) = (start, (int)reader.BytesConsumed);
        }

        var document = _cache.Get(json.Span[documentStart..documentEnd], out var problem);
        if (document is null)
        {
            reading.Fail(Messages.AtMember(path, problem!));
        }

        return new() { Name = name, Id = arn, Document = document, Problem = problem };
    }

    private List<PolicyNode> ReadNodes(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading, string member, GivenPolicies given)
    {
        reader.Read();
        reading.Give(given, member);
        var nodes = new List<PolicyNode>();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return nodes;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reading.Fail(Messages.AtMember(member, "expected an array of {\"target\": …, \"policies\": […]}"));
            reader.Skip();
            return nodes;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            nodes.Add(ReadNode(ref reader, json, reading, $"{member}[{nodes.Count}]"));
        }

        return nodes;
    }

    private PolicyNode ReadNode(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, Reading reading, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reading.Fail(Messages.AtMember(path, "expected {\"target\": …, \"policies\": […]}"));
            reader.Skip();
            return new(path, null, []);
        }

        var target = path;
        List<AttachedPolicy>? policies = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("policies"u8))
            {
                reader.Read();
                if (policies is not null)
                {
                    reading.Fail(Messages.AtMember(path + ".policies", "occurs twice"));
                }

                policies = ReadPolicies(ref reader, json, reading, path + ".policies");
                continue;
            }

            var isTarget = reader.ValueTextEquals("target"u8);
            if (!isTarget && reader.ValueTextEquals("Statement"u8))
            {
                reading.Fail(Messages.AtMember(path, "expected {\"target\": …, \"policies\": […]}, found a policy document; put it into \"policies\""));
            }

            reader.Read();
            target = isTarget && reader.TokenType == JsonTokenType.String ? reader.GetString()! : target;
            reader.Skip();
        }

        if (policies is null)
        {
            reading.Fail(Messages.AtMember(path, "has no \"policies\"; give an array, empty if nothing is attached"));
        }

        return new(target, null, policies ?? []);
    }

    private sealed class Reading
    {
        // Up to this number of keys looking through all of them is cheaper than a set.
        private const int FewKeys = 16;

        private HashSet<string>? _manyKeys;

        public ReadOnlyMemory<byte> Id { get; set; }

        public string? Principal { get; set; }

        public string? Action { get; set; }

        public string? Resource { get; set; }

        public string? ResourceAccount { get; set; }

        public List<KeyValuePair<string, ContextValue>>? Context { get; private set; }

        public List<string> UnknownKeys { get; } = [];

        public List<AttachedPolicy> Identity { get; set; } = [];

        public List<AttachedPolicy> Boundaries { get; set; } = [];

        public List<AttachedPolicy> Session { get; set; } = [];

        public List<AttachedPolicy> VpcEndpoint { get; set; } = [];

        public AttachedPolicy? ResourcePolicy { get; set; }

        public List<PolicyNode> ServiceControl { get; set; } = [];

        public List<PolicyNode> ResourceControl { get; set; } = [];

        public bool PrincipalInManagementAccount { get; set; }

        public bool ResourceInManagementAccount { get; set; }

        public bool BlockPublicAccess { get; set; }

        public GivenPolicies Given { get; private set; }

        public string? Error { get; private set; }

        public void Fail(string error) => Error ??= error;

        public void Give(GivenPolicies given, string member)
        {
            if (Given.HasFlag(given))
            {
                Fail(Messages.AtMember(member, "occurs twice"));
            }

            Given |= given;
        }

        // A member that is nearly one of ours is a slip that would change the verdict; any other is somebody's own note.
        public void Unknown(string name, string[] members)
        {
            if (Spelling.Nearest(name, members) is { } near)
            {
                Fail(Messages.AtMember(name, $"is not a member of a request; did you mean '{near}'?"));
            }
        }

        public void StartContext()
        {
            if (Context is not null)
            {
                Fail(Messages.AtMember("context", "occurs twice"));
            }

            Context ??= [];
        }

        /// <summary>Adds a key; false when the very same name is there already.</summary>
        public bool TryAddKey(string key, ContextValue value)
        {
            var context = Context ??= [];
            context.Add(new(key, value));
            if (context.Count <= FewKeys)
            {
                return context.FindIndex(pair => pair.Key == key) == context.Count - 1;
            }

            _manyKeys ??= new(context.Take(FewKeys).Select(pair => pair.Key), StringComparer.Ordinal);
            return _manyKeys.Add(key);
        }

        public void RequireAll()
        {
            if (string.IsNullOrEmpty(Principal))
            {
                Fail(Messages.AtMember("principal", "is missing; give an ARN, a service such as lambda.amazonaws.com, or anonymous"));
            }
            else if (!Requests.AwsPrincipal.TryParse(Principal, out _, out var problem))
            {
                Fail(Messages.AtMember("principal", problem));
            }

            RequireAction();
            if (string.IsNullOrEmpty(Resource))
            {
                Fail(Messages.AtMember("resource", "is missing; give an ARN, or \"*\" for an action without a resource"));
            }
            else if (Resource != "*" && !Resource.StartsWith("arn:", StringComparison.Ordinal))
            {
                Fail(Messages.AtMember("resource", $"'{Resource}' is not an ARN; give one, or \"*\" for an action without a resource"));
            }

            if (ResourceAccount is not null && !Requests.AwsPrincipal.IsAccountId(ResourceAccount))
            {
                Fail(Messages.AtMember("resourceAccount", $"'{ResourceAccount}' is not an account of 12 digits"));
            }

            AddUnknownKeys();
        }

        public PolicySet Policies() => new()
        {
            Identity = Identity,
            PermissionsBoundaries = Boundaries,
            SessionPolicies = Session,
            ResourcePolicy = ResourcePolicy,
            ServiceControl = ServiceControl,
            ResourceControl = ResourceControl,
            VpcEndpoint = VpcEndpoint,
            PrincipalInManagementAccount = PrincipalInManagementAccount,
            ResourceInManagementAccount = ResourceInManagementAccount,
            RestrictsPublicPolicies = BlockPublicAccess,
        };

        private void RequireAction()
        {
            if (string.IsNullOrEmpty(Action))
            {
                Fail(Messages.AtMember("action", "is missing; give one such as s3:GetObject"));
                return;
            }

            var colon = Action.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == Action.Length - 1 || Action.AsSpan().ContainsAny('*', '?'))
            {
                Fail(Messages.AtMember("action", $"'{Action}' is not one action; give one such as s3:GetObject"));
            }
        }

        // A key that is given has a value, whatever else is said of it.
        private void AddUnknownKeys()
        {
            if (UnknownKeys.Count == 0)
            {
                return;
            }

            var context = Context ??= [];
            var names = new HashSet<string>(context.Select(pair => pair.Key), ExactTagComparer.Instance);
            context.AddRange(UnknownKeys.Where(names.Add).Select(key => new KeyValuePair<string, ContextValue>(key, ContextValue.Unknown)));
        }
    }
}
