namespace AccessUndenied.Benchmarks.Clusters;

/// <summary>What came of a simulation.</summary>
/// <param name="Worked">When the last result was handed in, in seconds.</param>
/// <param name="Fetched">When the submitter had them all.</param>
/// <param name="HandedOver">When all partitions had been handed over.</param>
/// <param name="StoreOperations">Reads and writes of the store.</param>
/// <param name="PeakOperations">The most of them a second, in the mean of a minute.</param>
/// <param name="Retaken">How many partitions were taken again.</param>
/// <param name="Busy">The share of the workers' time that was work.</param>
internal sealed record ClusterOutcome(double Worked, double Fetched, double HandedOver, long StoreOperations, double PeakOperations, int Retaken, double Busy);
