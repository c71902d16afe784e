using AccessUndenied.Conditions;

namespace AccessUndenied.Core.Tests.Conditions;

public sealed class IpRangeTests
{
    [TestCase("192.0.2.0/24", "192.0.2.255", true)]
    [TestCase("192.0.2.0/24", "192.0.3.0", false)]
    [TestCase("192.0.2.77/24", "192.0.2.1", true, Description = "OP-25: host bits are masked off")]
    [TestCase("192.0.2.1", "192.0.2.1", true, Description = "OP-25: without a length, one address")]
    [TestCase("192.0.2.1", "192.0.2.2", false)]
    [TestCase("192.0.2.1/32", "192.0.2.1", true)]
    [TestCase("0.0.0.0/0", "203.0.113.9", true)]
    [TestCase("0.0.0.0/0", "2001:db8::1", false, Description = "OP-25: the families never match each other")]
    [TestCase("::/0", "2001:db8::1", true)]
    [TestCase("::/0", "192.0.2.1", false)]
    [TestCase("::/0", "::ffff:192.0.2.1", true, Description = "OP-25: an IPv4-mapped address is an IPv6 address")]
    [TestCase("2001:db8::/32", "2001:DB8:0:0:0:0:0:1", true)]
    [TestCase("2001:db8::/33", "2001:db8:8000::", false)]
    [TestCase("2001:db8::1", "2001:db8:0::1", true)]
    [TestCase("::1/128", "::1", true)]
    [TestCase("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true)]
    [TestCase("64:ff9b::192.0.2.1", "64:ff9b::c000:201", true)]
    [TestCase("64:ff9b:0:0:0:0:192.0.2.1", "64:ff9b::c000:201", true, Description = "IPv4 at the end of an address without a gap")]
    public void Contains_Address_AgreesWithExpected(string range, string address, bool expected)
    {
        IpRange.TryParse(range, out var read).Should().BeTrue(because: range);
        IpRange.TryParseAddress(address, out var number, out var isV6).Should().BeTrue(because: address);
        read.Contains(number, isV6).Should().Be(expected);
    }

    [TestCase("192.0.2.0/24", 24, false)]
    [TestCase("192.0.2.1", 32, false)]
    [TestCase("0.0.0.0/0", 0, false)]
    [TestCase("2001:db8::/32", 32, true)]
    [TestCase("::1", 128, true)]
    public void PrefixLength_Range_CountsTheSharedBits(string range, int length, bool isV6)
    {
        IpRange.TryParse(range, out var read).Should().BeTrue();
        (read.PrefixLength, read.IsV6).Should().Be((length, isV6));
    }

    [TestCase("")]
    [TestCase("/24")]
    [TestCase("192.0.2")]
    [TestCase("192.0.2.1.5")]
    [TestCase("192.0.2.256")]
    [TestCase("192.0.2.01", Description = "an octet with a leading zero has two readings")]
    [TestCase("192.0.2.-1")]
    [TestCase("192.0.2.1/33")]
    [TestCase("192.0.2.1/")]
    [TestCase("192.0.2.1/024")]
    [TestCase("192.0.2.1/+8")]
    [TestCase("192.0.2.0/24/8")]
    [TestCase("192.0.2.*")]
    [TestCase("2001:db8::/129")]
    [TestCase(":")]
    [TestCase(":::")]
    [TestCase("1::2::3")]
    [TestCase("1:2:3:4:5:6:7")]
    [TestCase("1:2:3:4:5:6:7:8:9")]
    [TestCase("1:2:3:4:5:6:7:8::")]
    [TestCase("1:2:3:4:5:6:7:8:")]
    [TestCase("1:2:3:4:5::6:7:8", Description = "a gap stands for a group at least")]
    [TestCase("::192.0.2.256")]
    [TestCase("12345::")]
    [TestCase("g::")]
    [TestCase("::1%eth0")]
    [TestCase("1:")]
    [TestCase("192.0.2.1::", Description = "IPv4 stands at the end alone")]
    [TestCase("::192.0.2.1:1")]
    [TestCase("host")]
    public void TryParse_NoRange_IsFalse(string text) => IpRange.TryParse(text, out _).Should().BeFalse(because: text);
}
