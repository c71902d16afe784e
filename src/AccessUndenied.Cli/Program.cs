using AccessUndenied.Cli;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;

var console = new CommandConsole();
return ClusterProgram.IsFor(args) ? await ClusterProgram.RunAsync(console, args) : await new CommandLine(console).RunAsync(args);
