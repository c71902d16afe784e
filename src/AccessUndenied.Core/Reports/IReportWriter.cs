using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Writes one report, result by result, into the buffer that it was made for.</summary>
/// <remarks>
/// Call <see cref="Begin"/> once, then one of the <c>Write</c> methods as often as there is something, then <see cref="End"/> once.
/// Nothing is flushed: whoever owns the buffer does that, after each call if results are to appear as they come.
/// Not for use by several threads at once.
/// </remarks>
public interface IReportWriter
{
    /// <summary>Writes what stands before the first result.</summary>
    void Begin();

    /// <summary>Writes one result.</summary>
    void Write(AnalysisResult result);

    /// <summary>Writes one finding: many results of one cause.</summary>
    void Write(Finding finding);

    /// <summary>Writes what stands after the last result.</summary>
    void End();
}
