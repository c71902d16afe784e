using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Benchmarks.Live;

/// <summary>A server of one account whose pages of authorization details are made beforehand, so that serving them costs next to nothing.</summary>
internal sealed class RolePageServer : IAsyncDisposable
{
    public const string Account = "111111111111";

    private const string Ns = "https://iam.amazonaws.com/doc/2010-05-08/";

    private readonly WebApplication _app;
    private readonly byte[][] _pages;
    private readonly HttpClient _client = new();

    private RolePageServer(byte[][] pages)
    {
        _pages = pages;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Url { get; private set; } = null!;

    public long Bytes => _pages.Sum(page => (long)page.Length);

    public static async Task<RolePageServer> StartAsync(int roles, int rolesOnAPage)
    {
        var pages = new byte[(roles + rolesOnAPage - 1) / rolesOnAPage][];
        for (var i = 0; i < pages.Length; i++)
        {
            pages[i] = Page(i * rolesOnAPage, Math.Min(roles, (i + 1) * rolesOnAPage), i + 1 < pages.Length ? i + 1 : null);
        }

        var server = new RolePageServer(pages);
        await server._app.StartAsync();
        server.Url = new(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>Fetches all pages one after the other, as a client without any work of its own would.</summary>
    public async Task<List<byte[]>> FetchAllAsync()
    {
        var all = new List<byte[]>();
        for (var i = 0; i < _pages.Length; i++)
        {
            using var form = new FormUrlEncodedContent([new("Action", "GetAccountAuthorizationDetails"), new("Marker", i == 0 ? "" : Marker(i))]);
            using var response = await _client.PostAsync(Url, form);
            all.Add(await response.Content.ReadAsByteArrayAsync());
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private static string Marker(int page) => $"page-{page}";

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (http.Request.Headers.ContainsKey("X-Amz-Target"))
        {
            http.Response.StatusCode = 400;
            http.Response.ContentType = "application/x-amz-json-1.1";
            await http.Response.WriteAsync("""{"__type":"AWSOrganizationsNotInUseException","message":"none"}""");
            return;
        }

        var form = QueryHelpers.ParseQuery(body);
        http.Response.ContentType = "text/xml";
        if (form["Action"] == "GetCallerIdentity")
        {
            await http.Response.WriteAsync($"""
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::{Account}:user/investigator</Arn>
                <UserId>AIDAEXAMPLE</UserId><Account>{Account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
                """);
            return;
        }

        var page = _pages[form.GetValueOrDefault("Marker").ToString() is { Length: > 0 } marker ? int.Parse(marker["page-".Length..], System.Globalization.CultureInfo.InvariantCulture) : 0];
        http.Response.ContentLength = page.Length;
        await http.Response.Body.WriteAsync(page);
    }

    private static byte[] Page(int first, int end, int? next)
    {
        var roles = new StringBuilder();
        for (var i = first; i < end; i++)
        {
            roles.Append(Role(i));
        }

        return Encoding.UTF8.GetBytes($"""
            <GetAccountAuthorizationDetailsResponse xmlns="{Ns}"><GetAccountAuthorizationDetailsResult>
            <IsTruncated>{(next is null ? "false" : "true")}</IsTruncated>{(next is { } page ? $"<Marker>{Marker(page)}</Marker>" : "")}
            <UserDetailList/><GroupDetailList/><Policies/><RoleDetailList>{roles}</RoleDetailList>
            </GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>
            """);
    }

    // A trust policy, an inline policy of three statements, two managed policies, tags: about 3 kB, encoded as IAM does.
    private static string Role(int i)
    {
        var trust = JsonSerializer.Serialize(new { Version = "2012-10-17", Statement = new[] { new { Effect = "Allow", Principal = new { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" } } });
        var inline = $$$$"""
            {"Version":"2012-10-17","Statement":[{"Sid":"Objects","Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:ListBucket"],"Resource":["arn:aws:s3:::bucket-{{{{i}}}}","arn:aws:s3:::bucket-{{{{i}}}}/*"]},
            {"Sid":"Queue","Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:{{{{Account}}}}:role-{{{{i}}}}-*","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}},
            {"Sid":"NotElsewhere","Effect":"Deny","NotAction":["s3:*","sqs:*","logs:*"],"Resource":"*"}]}
            """;
        return $"""
            <member><Path>/apps/</Path><RoleName>role-{i}</RoleName><RoleId>AROA{i:D12}</RoleId><Arn>arn:aws:iam::{Account}:role/apps/role-{i}</Arn><CreateDate>2025-01-01T00:00:00Z</CreateDate>
            <AssumeRolePolicyDocument>{Uri.EscapeDataString(trust)}</AssumeRolePolicyDocument><InstanceProfileList/>
            <RolePolicyList><member><PolicyName>inline</PolicyName><PolicyDocument>{Uri.EscapeDataString(inline)}</PolicyDocument></member></RolePolicyList>
            <AttachedManagedPolicies><member><PolicyName>a</PolicyName><PolicyArn>arn:aws:iam::{Account}:policy/a</PolicyArn></member><member><PolicyName>b</PolicyName><PolicyArn>arn:aws:iam::{Account}:policy/b</PolicyArn></member></AttachedManagedPolicies>
            <Tags><member><Key>team</Key><Value>team-{i % 20}</Value></member><member><Key>stage</Key><Value>prod</Value></member></Tags></member>
            """;
    }
}
