using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>The operations of our own clients: each public method of each of them is called once, and denied.</summary>
internal static class OwnClientOperations
{
    public static async Task<List<DeclaredOperation>> ReadAsync()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var connection = SampleOrganization.Connect(fake);
        var access = await connection.ForCallerAsync(CancellationToken.None);
        fake.Faults.EverythingIsDenied = true;
        var operations = new List<DeclaredOperation>();
        foreach (var type in typeof(AwsServiceClient).Assembly.GetTypes().Where(type =>
            !type.IsAbstract && type != typeof(PolicyTableClient) && type.IsSubclassOf(typeof(AwsServiceClient))))
        {
            using var client = (AwsServiceClient)Activator.CreateInstance(type, access, "eu-west-1")!;
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName))
            {
                fake.ForgetCalls();
                operations.Add(new($"{type.Name}.{method.Name}", await OperationOfAsync(fake, client, method), await PermissionOfAsync(client, method)));
            }
        }

        // What each row calls, the test of the rows shows.
        operations.AddRange(PolicyTable.All.Select(row => new DeclaredOperation($"{row.ArnService} {row.Resource.Text}", $"{row.Service.Prefix}:{row.Operation}", row.Permission)));
        return operations;
    }

    private static async Task<string> OperationOfAsync(FakeAws fake, AwsServiceClient client, MethodInfo method)
    {
        await PermissionOfAsync(client, method);
        return fake.Calls.Should().ContainSingle(method.Name).Which.Operation;
    }

    // The message of a denied call names it.
    private static async Task<string> PermissionOfAsync(AwsServiceClient client, MethodInfo method)
    {
        const string Before = " may not call ";
        var call = () => RunAsync(method.Invoke(client, [.. method.GetParameters().Select(ValueFor)])!);
        var message = (await call.Should().ThrowAsync<AwsCallException>(method.Name)).Which.Message;
        var start = message.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return message[start..message.IndexOf(" in account ", start, StringComparison.Ordinal)];
    }

    private static async Task RunAsync(object result)
    {
        switch (result)
        {
            case IAsyncEnumerable<XElement> elements:
                await elements.FirstOrDefaultAsync();
                break;
            case IAsyncEnumerable<JsonElement> items:
                await items.FirstOrDefaultAsync();
                break;
            default:
                await (Task)result;
                break;
        }
    }

    private static object? ValueFor(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "111111111111",
        var type when type == typeof(CancellationToken) => CancellationToken.None,
        var type when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch,
        var type when type == typeof(IEnumerable<(string Name, string? Value)>) => Array.Empty<(string Name, string? Value)>(),
        var type => throw new NotSupportedException($"a parameter of type {type}: say here what to call it with"),
    };
}
