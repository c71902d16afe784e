using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Events;

namespace AccessUndenied.Aws.Tests.Contracts;

/// <summary>Events that the contracts are asked with.</summary>
internal static class ContractEvents
{
    /// <summary>A denied record.</summary>
    public static CloudTrailEvent Denied { get; } = CloudTrailEvent.Parse(Encoding.UTF8.GetBytes(Trail.Denied("e1")));
}
