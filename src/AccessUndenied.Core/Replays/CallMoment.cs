using AccessUndenied.Policies;

namespace AccessUndenied.Replays;

/// <summary>The span of time in which the policies of all requests of one call are the same as in its moment.</summary>
internal sealed class CallMoment
{
    /// <summary>The first moment.</summary>
    public DateTimeOffset From { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The last moment, which is part of it.</summary>
    public DateTimeOffset To { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>Whether policies are those of the moment of the call; else they are those of now.</summary>
    public bool IsAtEvent { get; private set; }

    /// <summary>Takes the span of one request.</summary>
    public void Narrow(PolicySpan span)
    {
        From = span.From > From ? span.From : From;
        To = span.To < To ? span.To : To;
        IsAtEvent |= span.IsAtEvent;
    }
}
