using AccessUndenied.Samples.LambdaFunction;

return await Function.RunAsync(Environment.GetEnvironmentVariable, CancellationToken.None);
