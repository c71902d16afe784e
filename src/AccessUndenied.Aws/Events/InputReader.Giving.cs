using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events;

internal sealed partial class InputReader
{
    private void MeetRecord()
    {
        _sawRecord = true;
        if (_waiting.Count > 0)
        {
            _waiting.ForEach(Give);
            _waiting.Clear();
        }
    }

    private void Wait(CloudTrailEvent unusable, string problem)
    {
        if (_sawRecord)
        {
            Give(unusable);
            return;
        }

        _firstProblem ??= problem;
        _waiting.Add(unusable);
        if (_waiting.Count == MostWaiting)
        {
            throw Foreign();
        }
    }

    private void Give(CloudTrailEvent found)
    {
        if (found.Problem is null)
        {
            _summary.AddDenied();
        }
        else
        {
            _summary.AddBad();
        }

        _ready.Enqueue(found);
    }

    private void Finish(bool sawList)
    {
        if (_sawRecord || (sawList && _waiting.Count == 0 && !_sawDigest))
        {
            return;
        }

        if (_sawDigest && _waiting.Count == 0)
        {
            _summary.DigestFiles++;
            throw new CloudTrailFormatException(_source, EventMessages.Digest, null);
        }

        if (_partCount > 0 && _waiting.Count == 0)
        {
            throw new CloudTrailFormatException(_source, EventMessages.EmptyArchive(_partCount), null);
        }

        throw _firstProblem is null && _number == 0 ? new CloudTrailFormatException(_source, EventMessages.Empty, null) : Foreign();
    }

    private CloudTrailFormatException Foreign() => new(_source, EventMessages.NoCloudTrail(_firstProblem!), null);
}
