namespace AccessUndenied.Aws.Catalog;

/// <summary>The type of a condition key's value, or of each of its values.</summary>
/// <remarks>Source: Service Authorization Reference, "Condition keys" table of each service, column Type.</remarks>
internal enum ConditionKeyType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>An ARN.</summary>
    Arn,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A number.</summary>
    Numeric,

    /// <summary>A date, in ISO 8601 or as seconds since 1970.</summary>
    Date,

    /// <summary>An IPv4 or IPv6 address or range.</summary>
    IPAddress,
}
