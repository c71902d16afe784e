namespace AccessUndenied.Benchmarks.Clusters;

/// <summary>A year of an organization's trail, as a listing would have it: a few accounts have most of it.</summary>
internal sealed class SimulatedTrail
{
    // An object each five minutes, while there is something to write.
    private const int MostObjectsADay = 288;
    private const double RecordsAnObject = 500;
    private const double BytesARecord = 100;
    private const double PartitionBytes = 64 << 20;

    private SimulatedTrail(int[] accounts, float[] records, float[] objects) => (Accounts, Records, Objects) = (accounts, records, objects);

    /// <summary>Of each partition, whose it is.</summary>
    public int[] Accounts { get; }

    public float[] Records { get; }

    public float[] Objects { get; }

    /// <summary>Days of accounts in regions, cut by bytes where they have many.</summary>
    public static SimulatedTrail Of(int accounts, int days, double records, int seed)
    {
        var random = new Random(seed);

        // Pareto, with the exponent at which a fifth has four fifths.
        double Heavy() => Math.Pow(1 - random.NextDouble(), -1 / 1.16);
        var weights = Enumerable.Range(0, accounts).Select(_ => (Weight: Heavy(), Regions: Enumerable.Range(0, random.Next(1, 5)).Select(_ => Heavy()).ToArray())).ToArray();
        var all = weights.Sum(one => one.Weight);
        var (ofAccount, ofRecords, ofObjects) = (new List<int>(), new List<float>(), new List<float>());
        for (var account = 0; account < accounts; account++)
        {
            var regions = weights[account].Regions.Sum();
            foreach (var region in weights[account].Regions)
            {
                for (var day = 0; day < days; day++)
                {
                    var today = records / days * weights[account].Weight / all * region / regions * (0.5 + random.NextDouble());
                    var parts = (int)Math.Ceiling(Math.Max(today * BytesARecord / PartitionBytes, 1e-9));
                    var objects = Math.Max(Math.Min(today / 10, MostObjectsADay), today / (RecordsAnObject * 100));
                    for (var part = 0; part < parts; part++)
                    {
                        ofAccount.Add(account);
                        ofRecords.Add((float)(today / parts));
                        ofObjects.Add((float)Math.Max(objects / parts, 1));
                    }
                }
            }
        }

        return new([.. ofAccount], [.. ofRecords], [.. ofObjects]);
    }
}
