using AccessUndenied.Events;

namespace AccessUndenied.Samples.OtherCloud;

/// <summary>One line of the audit log of Nimbus, a made-up cloud.</summary>
public sealed record NimbusEvent : AccessDeniedEvent
{
    /// <summary>Who asked, such as <c>member/ana</c>.</summary>
    public required string Member { get; init; }

    /// <summary>The project that was asked for something.</summary>
    public required string Project { get; init; }

    /// <summary>The thing in it, such as <c>disk/logs</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The zone that the request was sent to; null when the log does not tell.</summary>
    public string? Zone { get; init; }
}
