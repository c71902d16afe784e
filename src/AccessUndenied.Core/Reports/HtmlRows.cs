using System.Text;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>The events of one cause as rows of a table.</summary>
internal sealed class HtmlRows
{
    private readonly List<(DateTimeOffset Time, string Row)> _rows = [];
    private readonly StringBuilder _row = new();

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    // End tags of cells and rows are left out, as HTML allows: a page of thousands of rows is a tenth smaller for it.
    public void Add(AnalysisResult result)
    {
        _row.Clear().Append("<tr><td>").Append(result.EventTime is { } time ? ReportMessages.Time(time)[..^4] : "").Append("<td>");
        _row.Code(result.EventId).Append("<td>");
        if (result.Request is { } request)
        {
            _row.Code(request.Principal.Id).Append("<td>").Code(request.Action).Append("<td>").Code(request.Resource.ToString());
        }
        else
        {
            _row.Append("<td><td>");
        }

        _row.Append("<td>");
        AppendGates(Gate.Of(result));
        _rows.Add((result.EventTime ?? DateTimeOffset.MaxValue, _row.Append('\n').ToString()));
    }

    public void AppendTo(StringBuilder html, int count)
    {
        if (count == 1 || Count == 0)
        {
            return;
        }

        html.Append("<h4 class=\"events\">Events</h4><div class=\"rows\" tabindex=\"0\" role=\"group\" aria-label=\"Events of this cause\"><table>");
        html.Append("<caption>Gates stand in the order of evaluation: ✓ open, – not needed, ? unknown, ✕ closed; times are in UTC</caption><thead><tr>");
        html.Append("<th scope=\"col\">Time<th scope=\"col\">Event<th scope=\"col\">Who<th scope=\"col\">Action<th scope=\"col\">Resource<th scope=\"col\">Gates</thead><tbody>\n");
        foreach (var (_, row) in _rows.OrderBy(row => row.Time))
        {
            html.Append(row);
        }

        html.Append("</tbody></table></div>");
        if (count > Count)
        {
            html.Append("<p class=\"soft\">").Append(ReportMessages.Shortened(count - Count)).Append("</p>");
        }
    }

    private void AppendGates(IReadOnlyList<Gate> gates)
    {
        foreach (var gate in gates)
        {
            _ = gate.State switch
            {
                GateState.Open => _row.Append(gate.Label).Append(" ✓ "),
                GateState.NotNeeded => _row.Append(gate.Label).Append(" – "),
                GateState.Unknown => _row.Append(gate.Label).Append(" ? "),
                _ => _row.Append("<b>").Append(gate.Label).Append(" ✕</b> "),
            };
        }
    }
}
