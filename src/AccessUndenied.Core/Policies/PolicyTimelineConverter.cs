using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Writes a <see cref="PolicyTimeline"/> as reports have it, and reads it back.</summary>
internal sealed class PolicyTimelineConverter : ResultPartConverter<PolicyTimeline>
{
    private const string AtEvent = "event";
    private const string AtNow = "now";

    /// <summary>The converter, which has no options.</summary>
    public PolicyTimelineConverter()
        : base(WriteMembers, ReadFrom)
    {
    }

    internal static void WriteMembers(Utf8JsonWriter writer, PolicyTimeline timeline)
    {
        writer.WriteString("At"u8, timeline.IsAtEvent ? AtEvent : AtNow);
        writer.WriteAll("Changes"u8, timeline.Changes, static (w, change) =>
        {
            w.WriteTime("Time"u8, change.Time);
            w.WriteString("Actor"u8, change.Actor);
            w.WriteString("Action"u8, change.Action);
            w.WriteString("EventId"u8, change.EventId);
            w.WriteString("Layer"u8, change.Layer.ToText());
            w.WriteString("Target"u8, change.Target);
            w.WriteString("PolicyName"u8, change.PolicyName);
            w.WriteString("Effect"u8, TextOf(change.Effect));
        });
        writer.WriteAll("Unknown"u8, timeline.Unknown, static (w, unknown) =>
        {
            w.WriteString("Layer"u8, unknown.Layer.ToText());
            w.WriteString("Target"u8, unknown.Target);
            if (unknown.Since is { } since)
            {
                w.WriteTime("Since"u8, since);
            }
            else
            {
                w.WriteNull("Since"u8);
            }

            w.WriteString("Why"u8, unknown.Why);
        });
    }

    internal static PolicyTimeline ReadFrom(JsonFields fields) => new()
    {
        IsAtEvent = fields.Text("At") == AtEvent,
        Changes = fields.List("Changes", static item => new RecordedChange(
            item.Time("Time") ?? throw item.Missing("Time", "a time"),
            item.Text("Actor"),
            item.Text("Action"),
            item.OptionalText("EventId"),
            item.OneOf<PolicyLayer>("Layer", PolicyLayerTexts.ToText),
            item.Text("Target"),
            item.OptionalText("PolicyName")) { Effect = item.OneOf<ChangeEffect>("Effect", TextOf) }),
        Unknown = fields.List("Unknown", static item => new UnknownPolicy(
            item.OneOf<PolicyLayer>("Layer", PolicyLayerTexts.ToText), item.Text("Target"), item.Time("Since"), item.Text("Why"))),
    };

    private static string TextOf(ChangeEffect effect) => effect switch
    {
        ChangeEffect.MadeDenied => "madeDenied",
        ChangeEffect.MadeAllowed => "madeAllowed",
        _ => "none",
    };
}
