using System.Text;
using AccessUndenied.Aws.Policies.Snapshots;

namespace AccessUndenied.Aws.Policies;

public sealed class JsonPathsTests
{
    [TestCase("""{"a": {"b": [1, {"c": 2}, [3, "X"]]}}""", "$.a.b[2][1]")]
    [TestCase("""{"a": [{"b": 1}, {"b": "X"}]}""", "$.a[1].b")]
    [TestCase("""{"a": [], "arn:aws:s3:::b": "X"}""", "$['arn:aws:s3:::b']")]
    [TestCase("""[[], {}, "X"]""", "$[2]")]
    [TestCase("""{"a": [1, 2], "": {"b": 3, "c": "X"}}""", "$[''].c")]
    [TestCase("\"X\"", "$")]
    public void PathOf_Value_NamesIt(string json, string path) =>
        new JsonPaths(Encoding.UTF8.GetBytes(json)).PathOf(json.IndexOf("\"X\"", StringComparison.Ordinal)).Should().Be(path);

    [Test]
    public void PathOf_FarIntoALongText_IsTheSameAsNearItsStart()
    {
        var json = "[" + string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""{"name": [{"value": "{{i:D6}}"}]}""")) + "]";
        var paths = new JsonPaths(Encoding.UTF8.GetBytes(json));

        for (var i = 0; i < 20_000; i += 379)
        {
            paths.PathOf(json.IndexOf($"\"{i:D6}\"", StringComparison.Ordinal)).Should().Be($"$[{i}].name[0].value");
        }
    }

    [Test]
    public void PathOf_TextThatEndsEarly_IsThePathSoFar() => new JsonPaths("{\"a\": {\"b\": ["u8.ToArray()).PathOf(12).Should().StartWith("$.a.b");
}
