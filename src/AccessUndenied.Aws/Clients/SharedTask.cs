namespace AccessUndenied.Aws.Clients;

/// <summary>Work that is done once, for all who wait for it.</summary>
/// <remarks>
/// Who gives up waiting does not stop the work for the others. What failed for a passing reason is done again for the next who asks;
/// every other outcome stays.
/// </remarks>
internal sealed class SharedTask<T>
{
    private readonly Func<CancellationToken, Task<T>> _work;
    private Task<T>? _task;

    public SharedTask(Func<CancellationToken, Task<T>> work) => _work = work;

    /// <summary>The result; default while there is none.</summary>
    public T? ResultIfDone => Volatile.Read(ref _task) is { IsCompletedSuccessfully: true } task ? task.Result : default;

    public Task<T> GetAsync(CancellationToken cancellationToken) => Current().WaitAsync(cancellationToken);

    private Task<T> Current()
    {
        while (true)
        {
            var task = Volatile.Read(ref _task);
            if (task is not null && !(task.IsFaulted && task.Exception!.InnerException is not AwsCallException { IsPassing: false }))
            {
                return task;
            }

            // Started by whoever reads it first, so that a competitor's copy that lost never runs.
            var started = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _task, started.Task, task) == task)
            {
                _ = RunAsync(started);
                return started.Task;
            }
        }
    }

    private async Task RunAsync(TaskCompletionSource<T> completion)
    {
        try
        {
            completion.SetResult(await Task.Run(() => _work(CancellationToken.None)).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            completion.SetException(exception);
            _ = completion.Task.Exception;
        }
    }
}
