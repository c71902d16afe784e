namespace AccessUndenied.Aws;

/// <summary>The partitions of AWS by the names of their regions.</summary>
/// <remarks>Source: AWS General Reference, "Amazon Resource Names (ARNs)".</remarks>
internal static class Partitions
{
    private const int LongestRegionName = 32;
    private static readonly System.Buffers.SearchValues<char> s_regionLetters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    /// <summary>The partition of <paramref name="region"/>; <c>aws</c> where the region is unknown.</summary>
    internal static string OfRegion(ReadOnlySpan<char> region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ when region.StartsWith("us-isob-", StringComparison.Ordinal) => "aws-iso-b",
        _ when region.StartsWith("us-isof-", StringComparison.Ordinal) || region.StartsWith("eu-isof-", StringComparison.Ordinal) => "aws-iso-f",
        _ when region.StartsWith("eu-isoe-", StringComparison.Ordinal) => "aws-iso-e",
        _ when region.StartsWith("us-iso-", StringComparison.Ordinal) => "aws-iso",
        _ when region.StartsWith("eusc-", StringComparison.Ordinal) => "aws-eusc",
        _ => "aws",
    };

    /// <summary>Whether <paramref name="text"/> has the shape of a region's name, such as <c>eu-west-1</c> or <c>us-gov-west-1</c>.</summary>
    /// <remarks>Names that records hold become part of host names: nothing but small letters, digits and hyphens may stand in them.</remarks>
    internal static bool IsRegionName(ReadOnlySpan<char> text)
    {
        var last = text.LastIndexOf('-');
        return text.Length is > 4 and <= LongestRegionName && last > 0 && last < text.Length - 1 && char.IsAsciiLetterLower(text[0])
            && text[..last].Contains('-') && !text.Contains("--", StringComparison.Ordinal)
            && !text[(last + 1)..].ContainsAnyExceptInRange('0', '9')
            && !text[..last].ContainsAnyExcept(s_regionLetters);
    }

    /// <summary>Whether there is a partition of this name.</summary>
    internal static bool IsPartition(ReadOnlySpan<char> name) => name is "aws" or "aws-cn" or "aws-us-gov" or "aws-iso" or "aws-iso-b" or "aws-iso-e" or "aws-iso-f" or "aws-eusc";

    /// <summary>The region in which the partition's global services live (GK-43).</summary>
    internal static string LeadRegion(string partition) => partition switch
    {
        "aws-cn" => "cn-northwest-1",
        "aws-us-gov" => "us-gov-west-1",
        "aws-iso" => "us-iso-east-1",
        "aws-iso-b" => "us-isob-east-1",
        "aws-iso-e" => "eu-isoe-west-1",
        "aws-iso-f" => "us-isof-south-1",
        "aws-eusc" => "eusc-de-east-1",
        _ => "us-east-1",
    };
}
