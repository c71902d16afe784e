// Which test covers a mutant can be told only where one test runs at a time.
[assembly: NUnit.Framework.LevelOfParallelism(1)]
