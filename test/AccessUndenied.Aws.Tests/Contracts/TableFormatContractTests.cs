using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Contracts;
using AccessUndenied.Formats;

namespace AccessUndenied.Aws.Tests.Contracts;

[TestFixture]
public sealed class TableFormatContractTests : EventFormatContract
{
    protected override IEventFormat Format { get; } = new TableFormat();

    protected override byte[] Known { get; } = Encoding.UTF8.GetBytes("eventSource,eventName,errorCode,userIdentity.arn\ns3.amazonaws.com,GetObject,AccessDenied,arn:aws:iam::123456789012:user/u\n");
}
