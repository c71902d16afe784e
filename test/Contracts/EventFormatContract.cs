using System.Text;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="IEventFormat"/> promises, asked of every implementation.</summary>
public abstract class EventFormatContract
{
    private static readonly byte[][] s_odd = [[], [0], [0xFF, 0xFE, 0, 0], "{}"u8.ToArray(), Encoding.UTF8.GetBytes(new string(',', 4096)), [(byte)'P', (byte)'K', 3, 4]];

    /// <summary>The form under test.</summary>
    protected abstract IEventFormat Format { get; }

    /// <summary>An input of the form with at least one record.</summary>
    protected abstract byte[] Known { get; }

    [Test]
    public void Recognizes_AnyBytes_IsAnAnswer()
    {
        Format.Recognizes(Known.AsSpan(0, Math.Min(Known.Length, 4096)), "input").Should().BeTrue();
        foreach (var start in s_odd)
        {
            FluentActions.Invoking(() => Format.Recognizes(start, "\u0000/../x")).Should().NotThrow();
        }
    }

    [Test]
    public async Task ReadAsync_Known_GivesItsTextsEachTimeAndLeavesTheInputOpen()
    {
        using var first = new MemoryStream(Known);
        using var second = new MemoryStream(Known);
        var texts = await ReadAsync(first);
        texts.Should().NotBeEmpty().And.OnlyContain(text => text.EndsWith(" null", StringComparison.Ordinal));
        (await ReadAsync(second)).Should().Equal(texts);
        first.CanRead.Should().BeTrue();
    }

    [Test]
    public async Task ReadAsync_AnyBytes_GivesProblemsOrADamagedInput()
    {
        foreach (var bytes in s_odd.Append(Known[..(Known.Length / 2)]))
        {
            using var input = new MemoryStream(bytes);
            try
            {
                await ReadAsync(input);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                exception.Message.Should().NotBeEmpty();
            }
        }
    }

    private async Task<List<string>> ReadAsync(Stream input)
    {
        var texts = new List<string>();
        await foreach (var text in Format.ReadAsync(new(input, "input"), default))
        {
            using var reader = text.Content is { } content ? new StreamReader(content) : null;
            var inner = reader is null ? Encoding.UTF8.GetString(text.Json.Span) : await reader.ReadToEndAsync();
            texts.Add($"{text.Line} {text.Entry} {inner} {text.Problem ?? "null"}");
        }

        return texts;
    }
}
