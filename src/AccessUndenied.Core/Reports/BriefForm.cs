namespace AccessUndenied.Reports;

/// <summary>What may be done to a part of a short text that has not enough room.</summary>
internal enum BriefForm
{
    /// <summary>It breaks at blanks, and is cut off.</summary>
    Sentence,

    /// <summary>It never breaks, and is cut off.</summary>
    Name,

    /// <summary>It breaks between its tokens, and is left out.</summary>
    Whole,
}
