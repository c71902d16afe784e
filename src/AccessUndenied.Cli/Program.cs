using AccessUndenied.Cli;
using AccessUndenied.Cli.Output;

return await new CommandLine(new CommandConsole()).RunAsync(args);
