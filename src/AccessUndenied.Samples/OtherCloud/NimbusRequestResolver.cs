using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Samples.OtherCloud;

/// <summary>Makes requests of Nimbus' log entries, which name everything outright.</summary>
internal sealed class NimbusRequestResolver : IRequestResolver
{
    public RequestResolution Resolve(AccessDeniedEvent deniedEvent)
    {
        if (deniedEvent is not NimbusEvent { Member.Length: > 0, Target.Length: > 0 } entry)
        {
            return new() { Requests = [], Problem = $"{deniedEvent.Origin ?? "the event"} does not tell who asked for what" };
        }

        return new()
        {
            Requests =
            [
                new()
                {
                    Principal = new() { Kind = PrincipalKind.User, Id = entry.Member, EntityId = entry.Member, AccountId = entry.Project },
                    Action = $"{entry.Service}:{entry.Operation}",
                    Resource = new($"{entry.Project}/{entry.Target}", entry.Project, entry.Zone),
                },
            ],
        };
    }
}
