using System.Text;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>The events of one cause as rows of a table.</summary>
internal sealed class HtmlRows
{
    private readonly StringBuilder _rows = new();

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    // End tags of cells and rows are left out, as HTML allows: a page of thousands of rows is a tenth smaller for it.
    public void Add(AnalysisResult result)
    {
        Count++;
        _rows.Append("<tr><td>").Append(result.EventTime is { } time ? Messages.Time(time)[..^4] : "").Append("<td>");
        _rows.Code(result.EventId).Append("<td>");
        if (result.Request is { } request)
        {
            _rows.Code(request.Principal.Id).Append("<td>").Code(request.Action).Append("<td>").Code(request.Resource.ToString());
        }
        else
        {
            _rows.Append("<td><td>");
        }

        _rows.Append("<td>");
        AppendGates(Gate.Of(result));
        _rows.Append('\n');
    }

    public void AppendTo(StringBuilder html, int count)
    {
        if (count == 1 || Count == 0)
        {
            return;
        }

        html.Append("<h4>Events</h4><div class=\"rows\" tabindex=\"0\" role=\"group\" aria-label=\"Events of this cause\"><table>");
        html.Append("<caption>Gates stand in the order of evaluation: ✓ open, – not needed, ? unknown, ✕ closed; times are in UTC</caption><thead><tr>");
        html.Append("<th scope=\"col\">Time<th scope=\"col\">Event<th scope=\"col\">Who<th scope=\"col\">Action<th scope=\"col\">Resource<th scope=\"col\">Gates</thead><tbody>\n");
        html.Append(_rows).Append("</tbody></table></div>");
        if (count > Count)
        {
            html.Append("<p class=\"soft\">").Append(Messages.Shortened(count - Count)).Append("</p>");
        }
    }

    private void AppendGates(IReadOnlyList<Gate> gates)
    {
        foreach (var gate in gates)
        {
            _ = gate.State switch
            {
                GateState.Open => _rows.Append(gate.Label).Append(" ✓ "),
                GateState.NotNeeded => _rows.Append(gate.Label).Append(" – "),
                GateState.Unknown => _rows.Append(gate.Label).Append(" ? "),
                _ => _rows.Append("<b>").Append(gate.Label).Append(" ✕</b> "),
            };
        }
    }
}
