using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Commands;

return await new ClusterCommandLine(new CommandConsole()).RunAsync(args);
