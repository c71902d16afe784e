namespace AccessUndenied.Aws.Catalog;

/// <summary>An <c>eventName</c> and what it is without the API's version.</summary>
/// <remarks>Shape: <c>Name20150331</c>, <c>Name20150331v2</c>, <c>Name2020_05_31</c>; else a trailing <c>V2</c> (REQ-11).</remarks>
internal readonly ref struct OperationName
{
    internal OperationName(ReadOnlySpan<char> written)
    {
        Written = written;
        Unversioned = WithoutDate(written);
        Plain = WithoutMark(Unversioned, 'V');
    }

    /// <summary>As the record has it.</summary>
    internal ReadOnlySpan<char> Written { get; }

    /// <summary>Without a date at the end.</summary>
    internal ReadOnlySpan<char> Unversioned { get; }

    /// <summary>Without a date and without <c>V2</c> at the end.</summary>
    internal ReadOnlySpan<char> Plain { get; }

    /// <summary>The forms that differ, from the most to the least literal.</summary>
    internal int Count => 1 + (Unversioned.Length < Written.Length ? 1 : 0) + (Plain.Length < Unversioned.Length ? 1 : 0);

    internal ReadOnlySpan<char> this[int form] => form switch
    {
        0 => Written,
        1 when Unversioned.Length < Written.Length => Unversioned,
        _ => Plain,
    };

    private static ReadOnlySpan<char> WithoutDate(ReadOnlySpan<char> name)
    {
        var date = WithoutMark(name, 'v');
        if (EndsInDate(date, "00000000"))
        {
            return date[..^8];
        }

        return EndsInDate(date, "0000_00_00") ? date[..^10] : name;
    }

    // A name is not all version.
    private static bool EndsInDate(ReadOnlySpan<char> name, ReadOnlySpan<char> form)
    {
        if (name.Length <= form.Length || !name[^form.Length..].StartsWith("20"))
        {
            return false;
        }

        var end = name[^form.Length..];
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] == '0' ? !char.IsAsciiDigit(end[i]) : end[i] != form[i])
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutMark(ReadOnlySpan<char> name, char mark)
    {
        var end = name.Length;
        while (end > 0 && char.IsAsciiDigit(name[end - 1]))
        {
            end--;
        }

        return end < name.Length && end > 1 && name[end - 1] == mark ? name[..(end - 1)] : name;
    }
}
