using AccessUndenied.Samples.PullRequestGate;

return await Gate.RunAsync(args, Console.Out);
