using AccessUndenied.Samples.WebService;

await AnalysisService.Build(args).RunAsync();
