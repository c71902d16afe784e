using Microsoft.Extensions.Options;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reports all faults of the options together.</summary>
internal sealed class AwsConnectionOptionsValidator : IValidateOptions<AwsConnectionOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AwsConnectionOptions options)
    {
        var faults = options.FindFaults().ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
