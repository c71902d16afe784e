using AccessUndenied.Benchmarks.Analysis;
using AccessUndenied.Benchmarks.Clusters;
using AccessUndenied.Benchmarks.Live;
using AccessUndenied.Benchmarks.Processes;
using AccessUndenied.Benchmarks.Reading;
using AccessUndenied.Benchmarks.Remediations;
using AccessUndenied.Benchmarks.Replays;
using AccessUndenied.Benchmarks.Requests;
using AccessUndenied.Benchmarks.Simulation;
using AccessUndenied.Benchmarks.Snapshots;
using BenchmarkDotNet.Running;

// Quick ratios, each against a yardstick measured in the same run; everything else goes to BenchmarkDotNet.
switch (args)
{
    case ["reading", .. var rest]:
        ReadingRatio.Run(rest);
        break;
    case ["trail", .. var rest]:
        await TrailRatio.RunAsync(rest);
        break;
    case ["trails", .. var rest]:
        TrailProcesses.Run(rest);
        break;
    case ["growth", .. var rest]:
        TrailGrowth.Run(rest);
        break;
    case ["snapshot", .. var rest]:
        SnapshotRatio.Run(rest);
        break;
    case ["simulate", .. var rest]:
        SimulateRatio.Run(rest);
        break;
    case ["resolving", .. var rest]:
        ResolvingRatio.Run(rest);
        break;
    case ["analysis", .. var rest]:
        await AnalysisRatio.RunAsync(rest);
        break;
    case ["explaining", .. var rest]:
        await ExplainingRatio.RunAsync(rest);
        break;
    case ["live", .. var rest]:
        await LiveRatio.RunAsync(rest);
        break;
    case ["replay", .. var rest]:
        await ReplayProof.RunAsync(rest);
        break;
    case ["opens", .. var rest]:
        OpensProof.Run(rest);
        break;
    case ["processes", .. var rest]:
        ProcessRatio.Run(rest);
        break;
    case ["cluster", .. var rest]:
        ClusterRatio.Run(rest);
        break;
    case ["bare", .. var rest]:
        await BareRun.RunAsync(rest);
        break;
    case [] or ["help"]:
        Console.WriteLine("""
            reading [megabytes] [rounds]   reading CloudTrail with 1 % denials, against a bare pass over the same JSON
            trail [files] [megabytes] [rounds]
                                           reading a folder of gzipped log files, against bare unpacking and a bare JSON pass on all cores
            trails [files] [rounds]        the same as whole processes in turns, and from a bucket on loopback
            growth [millions]...           the folder as whole processes with 1, 10 and 20 million records, and what a million takes
            snapshot                       opening a snapshot of 10,000 roles, against parsing its JSON; lookups
            simulate [lines] [rounds]      evaluating a file of requests with their policies, against a bare pass over it
            resolving                      from a record to its requests, and opening the action catalog
            analysis [rounds]              explaining the sample events, against a bare pass over the same bytes
            explaining [rounds]            explaining and planning against the verdict alone; the sizes of reports
            live [roles] [rounds]          requests of live analysis; collecting a snapshot, against bare fetching of its pages; peak of the heap
            replay worlds [count] [seed]   generated organizations with planted breakages, replayed by both evaluators
            replay calls [millions] [each] [unique] [edits]
                                           a stream of calls under a proposed policy, against bare reading; peak of the heap; "each" replays each by itself, "unique" calls
                                           never repeat, "edits" has policies that were edited between calls
            opens [policies] [seed] [threads]
                                           what changes open against every request asked before and after; a million mutated policies
            processes [NAME=PATH...] [rows] [--rounds N] [--percent N] [--folder F]
                                           whole processes of the command, in turns with bare readings of the same files
            cluster [days]                 a simulated cluster over a simulated trail of 1,000 accounts: how long, the store's load, where it stops growing
            bare pass|document FILE, bare packed|folder|bucket|serve PLACE
                                           the yardsticks of processes, as processes
            --filter '*'                   the micro-benchmarks, by BenchmarkDotNet
            """);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
