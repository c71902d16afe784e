using System.Runtime.CompilerServices;
using System.Text.Json;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads AWS's own records of refusals, in the Region where they were made.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/iam-toolbox/latest/APIReference/API_GetRequestAuthorizationDetails.html">
/// IAM Toolbox API Reference</see>; requests are signed for <c>iam</c> (AID-05).
/// </remarks>
internal sealed class IamToolboxClient : AwsServiceClient
{
    // No record has been seen with a second one.
    private const int MostPages = 64;

    public IamToolboxClient(AccountAccess access, string region)
        : base(access, AwsService.IamToolbox, region)
    {
    }

    /// <summary>The pages of what was recorded under <paramref name="authorizationId"/>.</summary>
    public async IAsyncEnumerable<JsonElement> GetRequestAuthorizationDetailsAsync(string authorizationId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string Operation = "GetRequestAuthorizationDetails";
        string? next = null;
        var count = 0;
        var pages = new PageTokens($"iam:{Operation}", Access.AccountId);
        do
        {
            var request = new AwsRequest(Operation)
            {
                Method = "GET",
                Path = "/authorization-details/{authorizationId}",
                PathValues = [("authorizationId", authorizationId)],
                Query = next is null ? [] : [("nextToken", next)],
            };
            var page = await SendAsync(request, answer => Whole(answer.ToJson()), cancellationToken).ConfigureAwait(false);
            yield return page;
            next = page.Text("nextToken");
        }
        while (pages.GoesOnWith(next) && ++count < MostPages);
    }

    /// <summary>The answer with the text of one policy, as it was recorded under <paramref name="authorizationId"/>.</summary>
    public Task<JsonElement> GetRequestAuthorizationPolicyAsync(string authorizationId, string policyUri, CancellationToken cancellationToken) => SendAsync(
        new("GetRequestAuthorizationPolicy")
        {
            Method = "GET",
            Path = "/authorization-details/{authorizationId}/policy",
            PathValues = [("authorizationId", authorizationId)],
            Query = [("policyUri", policyUri)],
        },
        answer => WithPolicy(answer.ToJson()),
        cancellationToken);

    private static JsonElement WithPolicy(JsonElement answer) => AuthorizationDetailsRecord.DocumentIn(answer) is null ? throw new BadAnswerException("a policy") : answer;

    private static JsonElement Whole(JsonElement answer)
    {
        Require(answer, "evaluations");
        return answer;
    }
}
