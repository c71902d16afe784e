using System.Text.Json;
using AccessUndenied.Aws.Tests.Reference;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>How policies are written down does not matter, only what they say.</summary>
public sealed class RearrangementLaws
{
    private const int Requests = 1_500;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private readonly DecisionJudge _judge = new();

    [Test]
    public void OrderOfStatementsAndPolicies_DoesNotMatter() => Holds((draft, pick) =>
    {
        var random = new Random(pick);
        foreach (var layer in draft.Layers)
        {
            Shuffle(layer.Policies, random);
            layer.Policies.ForEach(policy => Shuffle(policy.Statements, random));
        }
    });

    [Test]
    public void OrderOfNodes_DoesNotMatter() => Holds((draft, pick) => Shuffle(draft.Layers, new Random(pick)));

    [Test]
    public void RepeatedStatementsAndPolicies_DoNotMatter() => Holds((draft, _) =>
    {
        foreach (var layer in draft.Layers)
        {
            layer.Policies.ForEach(policy => policy.Statements.AddRange(policy.Statements.ToArray()));
            if (layer.Member != "resourcePolicy")
            {
                layer.Policies.AddRange(layer.Policies.ToArray());
            }
        }
    });

    // In session policies a list of resources with an incomplete ARN makes its whole statement malformed (TYPE-17), so it stays whole there.
    [Test]
    public void ListsSplitIntoSeveralStatements_DoNotMatter() => Holds((draft, _) =>
    {
        foreach (var layer in draft.Layers)
        {
            foreach (var policy in layer.Policies)
            {
                var split = policy.Statements.SelectMany(statement => StatementSplitting.Split(statement, !layer.IsSession)).ToArray();
                policy.Statements.Clear();
                policy.Statements.AddRange(split);
            }
        }
    });

    [Test]
    public void PoliciesOfOneKindMergedIntoOne_DoNotMatter() => Holds((draft, _) =>
    {
        // Several boundaries must each allow (EVAL-06), and a version or a fault belongs to its own document.
        foreach (var layer in draft.Layers.Where(layer => layer.Member != "permissionsBoundaries" && layer.Policies.Count > 1))
        {
            if (layer.Policies.TrueForAll(policy => policy.Document.StartsWith("{\"Version\":\"2012-10-17\",\"Statement\"", StringComparison.Ordinal)))
            {
                var merged = new EditablePolicy([.. layer.Policies.SelectMany(policy => policy.Statements)]);
                layer.Policies.Clear();
                layer.Policies.Add(merged);
            }
        }
    });

    [TestCase("a JSON string")]
    [TestCase("a JSON string of URL-encoded text")]
    [TestCase("a JSON string in a JSON string")]
    [TestCase("indented")]
    public void DocumentWrittenInAnotherForm_KeepsEveryVerdict(string form) => LawInput.Any.Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            var written = draft.Write(document => Form(document, form));
            _judge.Describe(written).Should().Be(_judge.Describe(draft.Write()), because: written);
        },
        iter: Requests / 3,
        threads: 1);

    private static string Form(string document, string form)
    {
        switch (form)
        {
            case "a JSON string":
                return RequestJson.Quote(document);
            case "a JSON string of URL-encoded text":
                return RequestJson.Quote(Uri.EscapeDataString(document));
            case "a JSON string in a JSON string":
                return RequestJson.Quote(RequestJson.Quote(document));
            default:
                using (var parsed = JsonDocument.Parse(document))
                {
                    return JsonSerializer.Serialize(parsed.RootElement, s_indented);
                }
        }
    }

    private static void Shuffle<T>(List<T> list, Random random)
    {
        var array = list.ToArray();
        random.Shuffle(array);
        list.Clear();
        list.AddRange(array);
    }

    private void Holds(Action<EditableRequest, int> rearrange) => LawInput.Any.Sample(
        input =>
        {
            var draft = EditableRequest.Read(input.Text);
            var before = _judge.Describe(draft.Write());
            rearrange(draft, input.Pick);
            _judge.Describe(draft.Write()).Should().Be(before, because: draft.Write());
        },
        iter: Requests,
        threads: 1);
}
