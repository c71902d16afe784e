namespace AccessUndenied.Results;

/// <summary>What somebody who signs a remediation has to know first.</summary>
/// <param name="Id">The kind of danger, stable, such as <c>privilege-escalation</c>.</param>
/// <param name="Text">What could then be done, in one sentence.</param>
public sealed record RemediationWarning(string Id, string Text);
