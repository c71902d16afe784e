namespace AccessUndenied.Aws.Clients;

/// <summary>An answer that has not what every answer of its operation has: the page of a proxy, half an answer, another service's.</summary>
internal sealed class BadAnswerException : Exception
{
    public BadAnswerException()
        : this("an answer")
    {
    }

    /// <param name="member">What it lacks.</param>
    public BadAnswerException(string member)
        : this(member, null)
    {
    }

    public BadAnswerException(string member, Exception? innerException)
        : base($"it has no {member}", innerException) => Member = member;

    /// <summary>What it lacks.</summary>
    public string Member { get; }
}
