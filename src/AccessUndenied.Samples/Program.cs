using AccessUndenied.Samples;

return await Quickstart.RunAsync(args, Console.Out).ConfigureAwait(false);
