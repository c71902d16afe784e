using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Contracts;

/// <summary>What <see cref="IRequestResolver"/> promises, asked of every implementation.</summary>
public abstract class RequestResolverContract
{
    /// <summary>The resolver under test.</summary>
    protected abstract IRequestResolver Resolver { get; }

    /// <summary>An event that it makes requests of.</summary>
    protected abstract AccessDeniedEvent Known { get; }

    [Test]
    public void Resolve_EventOfAnotherProvider_IsAProblemAndNoFault()
    {
        var resolution = Resolver.Resolve(new ForeignEvent { Id = "x" });
        (resolution.Requests.Count, string.IsNullOrEmpty(resolution.Problem)).Should().Be((0, false));
    }

    [Test]
    public async Task ResolveAsync_KnownEvent_GivesTheSameEachTime()
    {
        var first = Resolver.Resolve(Known);
        first.Problem.Should().BeNull();
        Texts(Resolver.Resolve(Known)).Should().Equal(Texts(first));
        Texts(await Resolver.ResolveAsync(Known, default)).Should().Equal(Texts(first));
        Texts(first).Should().NotBeEmpty().And.OnlyHaveUniqueItems();
    }

    private static IEnumerable<string> Texts(RequestResolution resolution) => resolution.Requests.Select(request => $"{request.Principal} {request.Action} {request.Resource}");

    private sealed record ForeignEvent : AccessDeniedEvent;
}
