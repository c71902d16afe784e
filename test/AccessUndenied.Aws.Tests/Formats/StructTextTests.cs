using AccessUndenied.Aws.Events.Tables;

namespace AccessUndenied.Aws.Tests.Formats;

/// <summary>The work that hostile texts of structs make.</summary>
public sealed class StructTextTests
{
    private const int Repeats = 20_000;

    // A part that is repeated, what stands before all of them, and what behind.
    [TestCase("{a=", "x, ", "}")]
    [TestCase("[", "x, ", "]")]
    [TestCase("{a=[", "x, ", "]}")]
    [TestCase("{a=", ", ", "}")]
    [TestCase("{a=", "[, ", "}")]
    [TestCase("{a=", "b c=, ", "}")]
    [TestCase("[", "{\"a\":1}, ", "{\"a\":1}]")]
    [TestCase("[", "{a={\"b\":[1,2]}, c=d}, ", "{a=b}]")]
    [TestCase("[", "{ { ", "]")]
    [TestCase("[", " ", "]")]
    [TestCase("{\"", "\\\"", "\"}")]
    [TestCase("[", "[ ", "]")]
    [TestCase("{", "a=", "}")]
    [TestCase("[", "{\"a\":1, ", "]")]
    public void Read_HostileText_LooksAtEachLetterAFewTimes(string before, string part, string after)
    {
        var text = before + string.Concat(Enumerable.Repeat(part, Repeats)) + after;
        var steps = 0L;
        try
        {
            StructText.Read(text, ofStruct: false, out steps);
        }
        catch (FormatException)
        {
            // It is about the way there.
        }

        steps.Should().BeLessThan(4L * text.Length);
    }

    [TestCase("{a=x, y, b=z}", """{"a":"x, y","b":"z"}""")]
    [TestCase("[x, y, z]", """["x","y","z"]""")]
    [TestCase("{a=[x, y], b={c=null, d=}}", """{"a":["x","y"],"b":{"c":null,"d":null}}""")]
    [TestCase("{a={\"b\":\"}, \\\"\"}, c=[{\"d\":[1]}, {\"d\":[]}]}", """{"a":{"b":"}, \""},"c":[{"d":[1]},{"d":[]}]}""")]
    public void Read_Text_IsTheJsonThatItWasMadeOf(string text, string json) =>
        StructText.Read(text, ofStruct: false).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Should().Be(json);
}
