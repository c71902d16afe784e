namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>A store of its own on loopback, which keeps what it was told when it is started anew.</summary>
internal interface IStoreServer : IDisposable
{
    int Port { get; }

    /// <summary>Where it is reached.</summary>
    string Address => AddressAt(Port);

    /// <summary>The same, by another port of loopback that leads to it.</summary>
    string AddressAt(int port);

    /// <summary>Ends it hard, and starts it anew over what it kept.</summary>
    void Restart();

    /// <summary>Has it refuse whatever is to be written, as a store whose disk is full, or take it again.</summary>
    Task FillAsync(bool isFull);
}
