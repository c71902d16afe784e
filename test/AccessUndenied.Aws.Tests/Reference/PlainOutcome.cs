namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Which of the statements that apply only perhaps are taken to apply (ANL-02, GRAM-16).</summary>
/// <remarks>
/// More Allows never take access away and more Denies never give any, so that the extremes show every decision that the
/// single outcomes can lead to.
/// </remarks>
internal sealed record PlainWorld(bool UnknownAllows, bool UnknownDenies, bool MalformedAllows, bool MalformedDenies);

/// <summary>What one statement comes to: its effect (null: either), whether it applies, and the grade of its principal.</summary>
internal sealed record PlainOutcome(string? Effect, Tri Applies, bool Malformed, PlainGrade Grade)
{
    internal static PlainOutcome Certain(string effect) => new(effect, Tri.True, false, PlainGrade.Direct);

    internal bool Has(string effect) => Effect is null || Effect == effect;

    internal bool Counts(string effect, PlainWorld world)
    {
        if (!Has(effect) || Applies == Tri.False)
        {
            return false;
        }
        var allow = effect == "Allow";
        var unknown = allow ? world.UnknownAllows : world.UnknownDenies;
        var malformed = allow ? world.MalformedAllows : world.MalformedDenies;
        return Applies == Tri.True || (Malformed ? malformed : unknown);
    }

    internal static IEnumerable<PlainOutcome> Of(PlainStatement statement, PlainDocument document, PlainRequest request, bool hasBoundary)
    {
        if (statement.Malformed)
        {
            return [new PlainOutcome(statement.Effect, Tri.Unknown, true, PlainGrade.Direct)];
        }
        var rest = TriLogic.All(
        [
            TriLogic.Of(CoversAction(statement, request)),
            CoversResource(statement, document, request),
            PlainConditions.Hold(statement.Conditions, request.Context, document.ExpandsVariables),
        ]);
        var namesPrincipals = document.Kind is PlainKind.Resource or PlainKind.Trust or PlainKind.Repository
            or PlainKind.ResourceControl or PlainKind.Endpoint;
        var grades = namesPrincipals
            ? PlainPrincipalMatch.Grades(statement, request, hasBoundary)
            : [(PlainGrade.Direct, Tri.True)];
        return grades.Select(grade => new PlainOutcome(statement.Effect, TriLogic.All([rest, grade.Matches]), false, grade.Grade));
    }

    // ACT-01 to 05
    private static bool CoversAction(PlainStatement statement, PlainRequest request) =>
        statement.Action is { } actions
            ? actions.Any(pattern => PlainText.Verbatim(pattern).Matches(request.Action, ignoreCase: true))
            : !statement.NotAction!.Any(pattern => PlainText.Verbatim(pattern).Matches(request.Action, ignoreCase: true));

    private static Tri CoversResource(PlainStatement statement, PlainDocument document, PlainRequest request)
    {
        if (document.Kind == PlainKind.Trust)
        {
            return Tri.True; // TYPE-12: the resource is the role
        }
        if (statement.NotResource is { } excluded)
        {
            return TriLogic.Not(PlainResource.AnyCovers(excluded, document, request));
        }
        return statement.Resource is { } resources ? PlainResource.AnyCovers(resources, document, request) : Tri.True;
    }
}
