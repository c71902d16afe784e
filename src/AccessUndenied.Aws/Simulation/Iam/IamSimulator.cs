using System.Xml.Linq;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>AWS's own policy simulator, over <c>iam:SimulateCustomPolicy</c>.</summary>
/// <remarks>
/// It knows no resource control, session, VPC endpoint and role trust policies, and no callers but users and roles: a request that it
/// cannot take has <see cref="SimulationResult.Error"/>, a layer that it leaves out is named in <see cref="SimulationResult.Notes"/>.
/// Rules: docs/rules/simulator.md (SIM-01 to SIM-52).
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html">
/// IAM API Reference, <c>SimulateCustomPolicy</c></see>.
/// </remarks>
internal sealed class IamSimulator : ISimulator
{
    private readonly AwsConnection _connection;
    private readonly ActionCatalog _catalog;

    /// <summary>A simulator that asks the caller's own account.</summary>
    public IamSimulator(AwsConnection connection)
        : this(connection, ActionCatalog.Default)
    {
    }

    /// <summary>The same, with the types of condition keys from <paramref name="catalog"/>.</summary>
    public IamSimulator(AwsConnection connection, ActionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(catalog);
        _connection = connection;
        _catalog = catalog;
    }

    /// <inheritdoc/>
    public async ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        if (IamSimulationLimits.FindObstacle(request) is { } obstacle)
        {
            return IamResultReader.Failed(obstacle);
        }

        var sent = IamSimulationRequest.Of(request, policies, _catalog);
        try
        {
            if (await AskAsync(sent, request, cancellationToken).ConfigureAwait(false) is not { } answer)
            {
                return IamResultReader.Failed(IamSimulatorMessages.NoAnswer(request.Action));
            }

            Note[] notes = [.. sent.Notes, .. IamSimulationLimits.FindLayersLeftOut(request, policies).Select(IamSimulatorMessages.LayerLeftOut)];
            return new IamResultReader(request, sent, answer).Read(notes);
        }
        catch (AwsCallException exception)
        {
            return IamResultReader.Failed(exception.Message);
        }
    }

    private async Task<IamEvaluation?> AskAsync(IamSimulationRequest sent, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var access = await _connection.ForCallerAsync(cancellationToken).ConfigureAwait(false);
        var iam = access.Client((owner, region) => new IdentityManagementClient(owner, region));
        string? marker = null;
        do
        {
            var page = await iam.SimulateCustomPolicyAsync([.. sent.Parameters, ("Marker", marker)], cancellationToken).ConfigureAwait(false);
            if (page.Items("EvaluationResults").FirstOrDefault(result => IsAbout(result, request)) is { } found)
            {
                return IamEvaluation.Read(found, request.Resource.Value);
            }

            marker = page.Flag("IsTruncated") ? page.Text("Marker") : null;
        }
        while (marker is not null);
        return null;
    }

    private static bool IsAbout(XElement result, AuthorizationRequest request) =>
        string.Equals(result.Text("EvalActionName"), request.Action, StringComparison.OrdinalIgnoreCase);
}
