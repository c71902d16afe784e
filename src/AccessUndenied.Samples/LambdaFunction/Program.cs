using AccessUndenied.Samples.LambdaFunction;

return await DenialFunction.RunAsync(Environment.GetEnvironmentVariable, CancellationToken.None);
