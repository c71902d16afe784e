using AccessUndenied.Results;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes a change in every form in which it can safely be carried out.</summary>
internal static class ChangeScripts
{
    public static IReadOnlyList<ChangeScript> Of(PolicyChange change, ScriptOptions options)
    {
        var subject = ChangeSubject.Of(change);
        var heading = ScriptHeading.Of(change, subject);
        var scripts = new List<ChangeScript>();
        var commands = GuardedCommands.Of(change, subject, options);
        if (commands.ByHand is { } why)
        {
            if (PolicyText.Compact(change.Json) is { } json)
            {
                scripts.Add(new("by-hand", json + "\n") { Heading = heading == why ? why : $"{heading} {why}" });
            }
        }
        else
        {
            var text = PosixScript.Write(commands);
            scripts.Add(new("aws-cli", text) { Heading = heading, FileText = PosixScript.WriteFile(text, change.AccountId, options) });
            if (PowerShellScript.Write(commands) is { } other)
            {
                scripts.Add(new("aws-cli-powershell", other) { Heading = heading, FileText = PowerShellScript.WriteFile(other, change.AccountId, options) });
            }
        }

        // A template that states a policy that was not read would wipe it just as a command would.
        if (subject.Kind is not (SubjectKind.Session or SubjectKind.UnnamedRole) && !change.HasPlaceholders && (change.CurrentDocumentKnown || !subject.ReplacesDocument))
        {
            Add(scripts, TerraformScript.Write(change, subject, heading));
            Add(scripts, CloudFormationTemplate.Write(change, subject, heading));
        }

        return scripts;
    }

    private static void Add(List<ChangeScript> scripts, ChangeScript? script)
    {
        if (script is not null)
        {
            scripts.Add(script);
        }
    }
}
