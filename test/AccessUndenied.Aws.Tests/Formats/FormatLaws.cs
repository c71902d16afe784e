using System.Text;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Tables;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Formats;

/// <summary>Damaged and cut inputs are read to some end: results, problems, or a refusal that says why.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FormatLaws
{
    private static readonly (string Name, byte[] Bytes)[] s_files =
        [.. FormatFiles.All().Select(form => form.GetProperty("file").GetString()!).Select(name => (name, File.ReadAllBytes(Path.Combine(FormatFiles.Folder, name))))];

    [Test]
    public async Task ReadAsync_CutAnywhere_NeverCrashes() =>
        await Gen.Select(Gen.Int[0, s_files.Length - 1], Gen.Double[0, 1]).SampleAsync(async (file, at) => await ReadAsync(s_files[file].Bytes[..(int)(s_files[file].Bytes.Length * at)], s_files[file].Name), iter: 300);

    [Test]
    public async Task ReadAsync_Mutated_NeverCrashes() =>
        await Gen.Select(Gen.Int[0, s_files.Length - 1], Gen.Select(Gen.Double[0, 0.9999], Gen.Byte).Array[1, 8]).SampleAsync(
            async (file, changes) =>
            {
                var bytes = s_files[file].Bytes.ToArray();
                foreach (var (at, value) in changes)
                {
                    bytes[(int)(bytes.Length * at)] = value;
                }

                await ReadAsync(bytes, s_files[file].Name);
            },
            iter: 300);

    // A list that a struct's bracket closes was stepped over again and again, until memory ran out.
    [TestCase("[}")]
    [TestCase("{a=[}, b=c}")]
    [TestCase("[{]")]
    [TestCase("{a=b]")]
    public void StructText_BracketOfSomethingElse_IsNoStruct(string text) =>
        FluentActions.Invoking(() => StructText.Read(text, ofStruct: true)).Should().Throw<FormatException>();

    [Test]
    public async Task ReadAsync_AnyRows_CountsEachOnce() =>
        await Gen.Int[0, 3].Array[1, 40].SampleAsync(async kinds =>
        {
            var table = new StringBuilder("eventID,eventSource,eventName,errorCode,userIdentity\n");
            foreach (var kind in kinds)
            {
                table.Append(kind switch
                {
                    0 => "e,s3.amazonaws.com,GetObject,AccessDenied,\"{type=IAMUser, arn=arn:aws:iam::111111111111:user/a}\"\n",
                    1 => "e,s3.amazonaws.com,GetObject,,\"{type=IAMUser, arn=arn:aws:iam::111111111111:user/a}\"\n",
                    2 => "e,s3.amazonaws.com\n",
                    _ => "e,s3.amazonaws.com,GetObject,AccessDenied,{type\n",
                });
            }

            // A table of nothing but bad rows is refused as a whole.
            if (kinds.Any(kind => kind < 2))
            {
                var (_, summary) = await FormatFiles.ReadAsync(Encoding.UTF8.GetBytes(table.ToString()), "t.csv");
                (summary.Denied, summary.Skipped, summary.Bad).Should().Be((kinds.Count(kind => kind == 0), kinds.Count(kind => kind == 1), kinds.Count(kind => kind > 1)));
            }
        }, iter: 100);

    private static async Task ReadAsync(byte[] bytes, string name)
    {
        try
        {
            await FormatFiles.ReadAsync(bytes, name);
        }
        catch (CloudTrailFormatException exception)
        {
            exception.Message.Should().StartWith(name);
        }
    }
}
