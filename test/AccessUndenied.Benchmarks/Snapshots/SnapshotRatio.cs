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
        var utf8 = GeneratedSnapshot.Of(Account, roles);
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
}
