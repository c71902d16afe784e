using System.Text;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.ErrorTexts;
using AccessUndenied.Cli.Output;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work of <c>explain</c>: a text in, a result for each refusal in it out.</summary>
internal sealed class ExplainRun
{
    private const int MostBytes = 64 << 20;

    private readonly CommandConsole _console;

    public ExplainRun(CommandConsole console) => _console = console;

    public async Task<int> RunAsync(ExplainOptions options, CancellationToken cancellationToken)
    {
        var text = options.Text ?? await ReadAsync(cancellationToken);
        var reading = ErrorTextReader.Read(text);
        if (reading.Denials.Count == 0)
        {
            if (reading.OtherErrors.Count > 0)
            {
                throw new CommandFailedException(CommandMessages.NoDenial(reading.OtherErrors));
            }

            var file = options.Text is { } name && File.Exists(name) ? name : null;
            throw new CommandFailedException(CommandMessages.NoRefusal(file, text.Trim().Length == 0));
        }

        if (reading.LeftOut > 0)
        {
            _console.Log(Verbosity.Warning, CommandMessages.RefusalsLeftOut(reading.Denials.Count, reading.LeftOut));
        }

        await using var services = await new AnalysisServices(_console).BuildAsync(options.Policies, cancellationToken);
        var facts = await WithCallerAsync(options.Facts, reading, services, cancellationToken);
        var analyzer = services.GetRequiredService<IAccessDeniedAnalyzer>();
        await using var output = ResultOutput.Open(_console, options.Output);
        await output.RunAsync(
            async () =>
            {
                foreach (var denial in reading.Denials)
                {
                    // The caller at hand stands in where the text names none, and nowhere else.
                    var one = denial.ToEvent(denial.Principal is null && !IsFromOutside(denial) ? facts : options.Facts);
                    await output.WriteAsync(await analyzer.AnalyzeAsync(one, cancellationToken), cancellationToken);
                    await output.FlushAsync(cancellationToken);
                }
            },
            cancellationToken);
        SayWhatIsMissing(reading, facts, canDecode: services.GetService<AwsConnection>() is not null);
        _console.Say(CommandMessages.Explained(reading.Denials.Count, reading.Denials.Sum(denial => denial.Count)));
        return output.ExitCode;
    }

    // Whoever pastes an error mostly has the credentials that it was met with.
    private async Task<ErrorTextFacts> WithCallerAsync(
        ErrorTextFacts facts, ErrorTextContents reading, ServiceProvider services, CancellationToken cancellationToken)
    {
        var isNamed = facts.Principal is not null || reading.Denials.All(denial => denial.Principal is not null || IsFromOutside(denial));
        if (isNamed || services.GetService<AwsConnection>() is not { } connection)
        {
            return facts;
        }

        var caller = await connection.GetCallerAsync(cancellationToken);
        _console.Say(CommandMessages.CallerTaken(caller.Arn));
        return new()
        {
            Principal = caller.Arn,
            Action = facts.Action,
            Resource = facts.Resource,
            Context = facts.Context,
            Time = facts.Time,
            AccountId = facts.AccountId,
            Region = facts.Region,
            Notes = [.. facts.Notes, CommandMessages.CallerTaken(caller.Arn)],
        };
    }

    // Whoever signs in by an identity provider has no credentials of AWS yet: those at hand are another's.
    private static bool IsFromOutside(ErrorTextDenial denial) => denial.Action is "sts:AssumeRoleWithWebIdentity" or "sts:AssumeRoleWithSAML";

    private void SayWhatIsMissing(ErrorTextContents reading, ErrorTextFacts facts, bool canDecode)
    {
        if (facts.Principal is null && reading.Denials.Any(denial => !denial.IsRefusedByService && !IsFromOutside(denial) && denial.ToEvent(facts).Identity is null))
        {
            _console.Say(CommandMessages.GivePrincipal);
        }

        if (facts.Action is null && reading.Denials.Any(denial => denial is { IsRefusedByService: false, Action: null, Operation: null }))
        {
            _console.Say(CommandMessages.GiveAction);
        }

        if (facts.Resource is null && reading.Denials.Any(denial => denial.LacksResource))
        {
            _console.Say(CommandMessages.GiveResource);
        }

        if (!canDecode && reading.Denials.Any(denial => denial.HasEncodedMessage))
        {
            _console.Say(CommandMessages.Decode);
        }
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await using var input = CommandConsole.OpenInput();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await input.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
            if (content.Length > MostBytes)
            {
                throw new CommandFailedException(CommandMessages.TextTooLong);
            }
        }

        // What a shell of Windows writes to a file may be UTF-16, and says so by its first bytes.
        content.Position = 0;
        using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
