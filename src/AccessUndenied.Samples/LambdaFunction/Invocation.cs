namespace AccessUndenied.Samples.LambdaFunction;

/// <summary>One invocation of the function.</summary>
/// <param name="Id">Its id; when Lambda tries an event again, the same one.</param>
/// <param name="Deadline">When Lambda ends it.</param>
/// <param name="Event">The event as JSON.</param>
public sealed record Invocation(string Id, DateTimeOffset Deadline, ReadOnlyMemory<byte> Event);
