using System.Runtime.CompilerServices;
using AccessUndenied.Explanations;
using AccessUndenied.Events;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>Gives <see cref="ResultGrouping.FingerprintOf"/> of many results, and works it out once for results that <see cref="AnalysisResult.For"/> made of one another.</summary>
/// <remarks>Units: some hundred results are remembered. Not for use by several threads at once.</remarks>
public sealed class ResultFingerprints
{
    private const int MostKnown = 512;

    private readonly Dictionary<ResultParts, UInt128> _known = [];

    /// <summary>The fingerprint of a result.</summary>
    public UInt128 Of(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var parts = new ResultParts(result);
        if (_known.TryGetValue(parts, out var print))
        {
            return print;
        }

        if (_known.Count == MostKnown)
        {
            _known.Clear();
        }

        return _known[parts] = FindingShare.Of(result);
    }

    // All that a fingerprint is made of, told by being the very same objects.
    private readonly struct ResultParts(AnalysisResult result) : IEquatable<ResultParts>
    {
        private readonly Assessment _assessment = result.Assessment;
        private readonly string? _message = result.ErrorMessage;
        private readonly ServiceRefusal? _refusal = result.Refusal;
        private readonly AuthorizationRequest? _request = result.Request;
        private readonly IReadOnlyList<Cause> _causes = result.Causes;
        private readonly IReadOnlyList<RefusedRequest> _alsoRefused = result.AlsoRefused;
        private readonly IReadOnlyList<Remediation> _remediations = result.Remediations;

        public bool Equals(ResultParts other) =>
            _assessment == other._assessment && _message == other._message && ReferenceEquals(_refusal, other._refusal) && ReferenceEquals(_request, other._request)
            && ReferenceEquals(_causes, other._causes) && ReferenceEquals(_alsoRefused, other._alsoRefused) && ReferenceEquals(_remediations, other._remediations);

        public override bool Equals(object? obj) => obj is ResultParts other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(
            RuntimeHelpers.GetHashCode(_request), RuntimeHelpers.GetHashCode(_causes), RuntimeHelpers.GetHashCode(_remediations), _message);
    }
}
