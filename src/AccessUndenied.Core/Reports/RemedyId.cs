using System.Globalization;

namespace AccessUndenied.Reports;

/// <summary>Names a remedy of the HTML report, so that it can be linked to.</summary>
/// <param name="Finding">The number of its cause on the page, from 1.</param>
/// <param name="Number">Its own number there, from 1.</param>
internal readonly record struct RemedyId(int Finding, int Number)
{
    /// <summary>The id of its element; numbers alone, so that nothing of an event is in it.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"f{Finding}-r{Number}");

    /// <summary>A link to it.</summary>
    public string Link => $"<a class=\"to\" href=\"#{Text}\" aria-label=\"Link to remedy {Number} of cause {Finding}\">#</a>";

    public RemedyId Next() => this with { Number = Number + 1 };
}
