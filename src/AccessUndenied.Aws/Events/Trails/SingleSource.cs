using System.Runtime.CompilerServices;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A source of one object; somebody named it, so it is read whatever its name says.</summary>
internal sealed class SingleSource(TrailObject only) : TrailSource
{
    public override string Name => only.Name;

    public override async IAsyncEnumerable<TrailObject> ListAsync(TrailRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return only;
    }
}
