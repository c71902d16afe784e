using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>A queue: what was received is kept from others until its time is over, which the tests let pass.</summary>
internal sealed class FakeQueue
{
    /// <summary>The address that the tests name it by; nothing listens there.</summary>
    public const string Location = "sqs://sqs.eu-west-1.amazonaws.com/111111111111/trail";

    private readonly Lock _lock = new();
    private readonly List<FakeMessage> _messages = [];
    private int _receipts;

    /// <summary>Messages that were deleted, in order.</summary>
    public List<string> Deleted { get; } = [];

    /// <summary>Messages whose time was extended, in order.</summary>
    public List<string> Extended { get; } = [];

    /// <summary>What there is, in order: the bodies of messages that were not deleted.</summary>
    public IReadOnlyList<string> Bodies
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.Select(message => message.Body)];
            }
        }
    }

    /// <summary>The messages that can be received now, by their bodies.</summary>
    public IReadOnlyList<string> Visible
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.Where(message => !message.IsHidden).Select(message => message.Body)];
            }
        }
    }

    /// <summary>Ids that cannot be deleted.</summary>
    public HashSet<string> Stuck { get; } = [];

    public FakeQueue With(params IEnumerable<string> bodies)
    {
        lock (_lock)
        {
            _messages.AddRange(bodies.Select(body => new FakeMessage($"m{_messages.Count + Deleted.Count}", body)));
        }

        return this;
    }

    /// <summary>Lets the time of all messages that were received be over.</summary>
    public void LetTimePass()
    {
        lock (_lock)
        {
            _messages.ForEach(message => message.IsHidden = false);
        }
    }

    public FakeReply? Answer(string operation, JsonObject asked)
    {
        lock (_lock)
        {
            return operation switch
            {
                "ReceiveMessage" => Receive((int)asked["MaxNumberOfMessages"]!),
                "DeleteMessageBatch" => Each(asked, Delete),
                "ChangeMessageVisibilityBatch" => Each(asked, Change),
                _ => null,
            };
        }
    }

    private FakeReply Receive(int most)
    {
        var received = new JsonArray();
        foreach (var message in _messages.Where(message => !message.IsHidden).Take(most))
        {
            message.IsHidden = true;
            message.Receipt = $"r{++_receipts}";
            message.Count++;
            received.Add((JsonNode)new JsonObject
            {
                ["MessageId"] = message.Id,
                ["ReceiptHandle"] = message.Receipt,
                ["MD5OfBody"] = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(message.Body))),
                ["Body"] = message.Body,
                ["Attributes"] = new JsonObject { ["ApproximateReceiveCount"] = $"{message.Count}" },
            });
        }

        // A queue without messages answers with nothing at all.
        return new FakeReply.JsonReply(received.Count == 0 ? [] : new() { ["Messages"] = received });
    }

    private FakeReply Each(JsonObject asked, Func<FakeMessage, JsonNode, bool> act)
    {
        var (done, failed) = (new JsonArray(), new JsonArray());
        foreach (var entry in asked["Entries"]!.AsArray())
        {
            var message = _messages.Find(message => message.Receipt == (string?)entry!["ReceiptHandle"]);
            if (message is not null && act(message, entry!))
            {
                done.Add((JsonNode)new JsonObject { ["Id"] = (string?)entry!["Id"] });
            }
            else
            {
                failed.Add((JsonNode)new JsonObject { ["Id"] = (string?)entry!["Id"], ["Code"] = "ReceiptHandleIsInvalid", ["SenderFault"] = true });
            }
        }

        return new FakeReply.JsonReply(new() { ["Successful"] = done, ["Failed"] = failed });
    }

    private bool Delete(FakeMessage message, JsonNode entry)
    {
        if (Stuck.Contains(message.Id))
        {
            return false;
        }

        _messages.Remove(message);
        Deleted.Add(message.Id);
        return true;
    }

    private bool Change(FakeMessage message, JsonNode entry)
    {
        message.IsHidden = (int)entry["VisibilityTimeout"]! > 0;
        if (message.IsHidden)
        {
            Extended.Add(message.Id);
        }

        return true;
    }

    private sealed class FakeMessage(string id, string body)
    {
        public string Id => id;

        public string Body => body;

        public string? Receipt { get; set; }

        public int Count { get; set; }

        public bool IsHidden { get; set; }
    }
}
