using System.Buffers;
using System.Globalization;
using System.Text;
using AccessUndenied.Reports;
using AccessUndenied.Text;

namespace AccessUndenied.Cli.Output;

/// <summary>Passes JSON on with every character that would act on a screen unseen written as its escape; the JSON means the same.</summary>
/// <remarks>In JSON such characters can stand in texts alone, where <c>\u202e</c> is the same as the character itself.</remarks>
internal sealed class VisibleJsonStream : WrappedStream
{
    private const int LongestRune = 4;

    // The first byte that may be, or begin, a character that is not to be passed on as it is.
    private const byte Delete = 0x7F;

    private readonly ArrayBufferWriter<byte> _escaped = new();
    private readonly byte[] _begun = new byte[LongestRune];
    private int _begunLength;

    public VisibleJsonStream(Stream inner)
        : base(inner)
    {
    }

    public override bool CanWrite => true;

    public override void Write(byte[] buffer, int offset, int count) => Inner.Write(Escape(buffer.AsMemory(offset, count)).Span);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Inner.WriteAsync(Escape(buffer), cancellationToken);

    private ReadOnlyMemory<byte> Escape(ReadOnlyMemory<byte> json)
    {
        if (_begunLength == 0 && json.Span.IndexOfAnyInRange(Delete, byte.MaxValue) < 0)
        {
            return json;
        }

        _escaped.ResetWrittenCount();
        var rest = json.Span;

        // A character that the last piece began.
        while (_begunLength > 0 && rest.Length > 0)
        {
            _begun[_begunLength++] = rest[0];
            rest = rest[1..];
            if (Rune.DecodeFromUtf8(_begun.AsSpan(0, _begunLength), out var rune, out var length) != OperationStatus.NeedMoreData)
            {
                Append(rune, _begun.AsSpan(0, length));
                var left = _begun.AsSpan(length, _begunLength - length).ToArray();
                _begunLength = 0;
                AppendAll(left);
            }
        }

        AppendAll(rest);
        return _escaped.WrittenMemory;
    }

    private void AppendAll(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            var plain = text.IndexOfAnyInRange(Delete, byte.MaxValue);
            if (plain != 0)
            {
                _escaped.Write(plain < 0 ? text : text[..plain]);
                text = plain < 0 ? [] : text[plain..];
                continue;
            }

            var status = Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                text.CopyTo(_begun);
                _begunLength = text.Length;
                return;
            }

            Append(rune, text[..length]);
            text = text[length..];
        }
    }

    private void Append(Rune rune, ReadOnlySpan<byte> bytes)
    {
        // Line feeds and blanks of the layout stand outside of texts.
        if (rune.Value is < ' ' || !VisibleText.IsHidden(rune))
        {
            _escaped.Write(bytes);
            return;
        }

        Span<char> halves = stackalloc char[2];
        foreach (var half in halves[..rune.EncodeToUtf16(halves)])
        {
            _escaped.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)half:x4}")));
        }
    }
}
