using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>Writes scripts about as long as real ones, with <paramref name="text"/> where those have names.</summary>
internal sealed class SampleDialect(string text) : IPolicyDialect
{
    public string Version => "2012-10-17";

    public (string Type, string Value)? NameOf(Principal principal) => null;

    public (string Operator, string Key, string Value)? ExemptionOf(Principal principal) => null;

    public IReadOnlyList<(string Operator, string Key, string Value)> ConditionsOf(AuthorizationRequest request, PolicyLayer layer) => [];

    public ChangePlace? PlaceOf(PolicyLayer layer, string? target) => null;

    public bool CanChange(AttachedPolicy policy) => true;

    public int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin) => 6_144;

    public IReadOnlyList<ChangeScript> ScriptsOf(PolicyChange change) =>
    [
        new("aws-cli", $"aws iam put-role-policy --role-name '{text}' --policy-name 'Sample' --policy-document '{change.Document}'\n") { Heading = $"In account 111111111111, by whoever may change {text}." },
        new("terraform", $"resource \"aws_iam_role_policy\" \"access\" {{\n  role = \"{text}\"\n  policy = jsonencode({JsonText.Lines(change.Document)})\n}}\n"),
        new("cloudformation", $"{{\"Resources\": {{\n  \"Access\": {{\"Type\": \"AWS::IAM::RolePolicy\", \"Properties\": {{\"RoleName\": \"{text}\", \"PolicyDocument\": {JsonText.Lines(change.Document)}}}}}}}}}\n"),
    ];
}
