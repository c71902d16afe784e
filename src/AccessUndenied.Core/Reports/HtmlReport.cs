using System.Buffers;
using System.Text;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>Writes results as one self-contained HTML page: an overview, and every cause with its events.</summary>
/// <remarks>
/// The page is written at the end, since its top counts what follows. Until then it holds one entry a cause and a row an event;
/// past <see cref="MostRows"/> events they are counted rather than listed, and so are causes for which the page has no room. It reads without script, and asks nothing of any server.
/// </remarks>
internal sealed class HtmlReport : IReportWriter
{
    /// <summary>How many events the page lists at most; all are counted.</summary>
    public const int MostRows = 10_000;

    // What a browser holds well. Policies and changes are left out, and the page says so, from where they would not fit, and so are
    // causes, from where not even their lines do.
    private const long MostBytes = 4_500_000;
    private const long MostBytesOfCauses = 4_900_000;
    private const long BytesOfLine = 1_100;
    private const long BytesOfRow = 350;
    private const long LeastDetail = 250_000;
    private const int MostOpen = 3;

    // As many as are printed unfolded, a page each at most; of more, paper has the line of each.
    private const int MostPrinted = 200;

    private readonly IBufferWriter<byte> _output;
    private readonly ResultGrouping _grouping = new();
    private readonly List<HtmlRows> _rows = [];
    private readonly List<Finding> _findings = [];
    private readonly HtmlOverview _overview = new();
    private int _rowCount;
    private long _written;

    /// <summary>A report into <paramref name="output"/>.</summary>
    public HtmlReport(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    public void Write(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _overview.Add(result);
        var number = _grouping.Add(result);
        if (number == _rows.Count)
        {
            _rows.Add(new());
        }

        if (_rowCount < MostRows)
        {
            _rows[number].Add(result);
            _rowCount++;
        }
    }

    /// <inheritdoc/>
    public void Write(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        _overview.Add(finding);
        _findings.Add(finding);
    }

    /// <inheritdoc/>
    public void End()
    {
        Put(HtmlPage.Head(Title()));
        Put(Header());
        Put(_grouping.FindingCount + _findings.Count <= MostPrinted ? "<main class=\"few\">\n" : "<main>\n");
        if (_overview.Count == 0)
        {
            Put($"<p id=\"findings\" tabindex=\"-1\">{ReportMessages.NoResults}</p>\n");
        }
        else
        {
            Put(_overview.Count > 1 ? _overview.ToHtml() : "");
            Put("<h2 id=\"findings\" tabindex=\"-1\">Causes</h2>\n");
            Put($"<p class=\"printed\">{ReportMessages.Printed}</p>\n");
            Put(HtmlControls.ToHtml(_overview));
            PutFindings();
        }

        Put("</main>\n");
        Put(HtmlPage.Foot());
    }

    private string Title() => $"Denied requests: {Counts.EventCount(_overview.Count)}";

    private string Header()
    {
        var findings = _grouping.FindingCount + _findings.Count;
        var when = _overview.First is null ? "" : $", {ReportMessages.Between(_overview.First, _overview.Last)}";
        return _overview.Count == 0
            ? "<header><h1>Denied requests</h1></header>\n"
            : $"<header><h1>Denied requests</h1><p class=\"soft\">{Counts.Events(_overview.Count)}, {Counts.Findings(findings)}{when}</p></header>\n";
    }

    private void PutFindings()
    {
        var count = _grouping.FindingCount + _findings.Count;
        var room = Math.Max(LeastDetail, MostBytes - (count * BytesOfLine) - (_rows.Where(rows => rows.Count > 1).Sum(rows => rows.Count) * BytesOfRow));
        var findings = _grouping.ToNumberedFindings().Select(item => (item.Finding, Rows: (HtmlRows?)_rows[item.Number]))
            .Concat(_findings.Select(finding => (finding, (HtmlRows?)null)));
        HtmlMore? more = new(room / 2);
        var shared = new HtmlFacets(_overview);
        var number = 0;
        var leftOut = 0;
        foreach (var (finding, rows) in findings)
        {
            number++;
            if (more is not null && room < 0)
            {
                more = null;
                Put($"<p class=\"soft here\">{ReportMessages.ShortenedFindings(count - number + 1)}</p>\n");
            }

            var html = HtmlFinding.ToHtml(finding, number, rows, isOpen: count <= MostOpen, more, shared);
            room -= Math.Max(0, html.Length - BytesOfLine - ((rows?.Count ?? 0) * BytesOfRow));
            if (_written + Encoding.UTF8.GetByteCount(html) > MostBytesOfCauses)
            {
                leftOut++;
                continue;
            }

            Put(html);
        }

        Put(leftOut == 0 ? "" : $"<p class=\"soft here\">{ReportMessages.FindingsLeftOut(leftOut)}</p>\n");
    }

    private void Put(string html) => _written += Encoding.UTF8.GetBytes(html, _output);
}
