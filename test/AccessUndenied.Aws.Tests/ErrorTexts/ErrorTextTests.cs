using AccessUndenied.Aws.ErrorTexts;

namespace AccessUndenied.Aws.Tests.ErrorTexts;

/// <summary>What the texts of errors tell, as people have them.</summary>
public sealed class ErrorTextTests
{
    [TestCaseSource(typeof(ErrorTextCase), nameof(ErrorTextCase.All))]
    public void Read_CaseFile_TellsWhoWhatAndOnWhat(ErrorTextCase text)
    {
        var denials = ErrorTextReader.Read(text.Text).Denials;

        denials.Select(one => (one.Principal, one.Action, one.Resource)).Should().Equal(text.Expected.Select(one => (one.Principal, one.Action, one.Resource)));
        for (var i = 0; i < denials.Count; i++)
        {
            denials[i].Count.Should().Be(text.Expected[i].Count ?? denials[i].Count);
        }
    }

    [Test]
    public void Read_EveryCaseInOneText_TellsAsMuch()
    {
        var cases = ErrorTextCase.All().ToList();
        var whole = string.Join($"\n\n{new string('x', 3_000)}\n\n", cases.Select(one => one.Text));

        ErrorTextReader.Read(whole).Denials.Should().HaveCountGreaterThan(cases.Count * 3 / 4);
    }

    [Test]
    public void Read_ManyDifferentDenials_GivesAsManyAsItSaysAndCountsTheRest()
    {
        var text = string.Join('\n', Enumerable.Range(0, ErrorTextReader.MostDenials + 7).Select(
            i => $"User: arn:aws:iam::123456789012:user/u{i} is not authorized to perform: sns:Publish on resource: arn:aws:sns:eu-west-1:123456789012:t"));

        var reading = ErrorTextReader.Read(text);

        reading.Denials.Should().HaveCount(ErrorTextReader.MostDenials);
        reading.LeftOut.Should().Be(7);
    }

    [Test]
    public void Read_TextWithoutARefusal_GivesNone() => ErrorTextReader.Read("all is well").Denials.Should().BeEmpty();

    [Test]
    public void Read_Line_IsThatOfTheText() =>
        ErrorTextReader.Read("one\n\n\nUser: arn:aws:iam::123456789012:user/u is not authorized to perform: sns:Publish").Denials.Single().Line.Should().Be(4);
}
