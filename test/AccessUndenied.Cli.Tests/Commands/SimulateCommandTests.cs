using System.Text;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary><c>simulate</c> as its users run it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SimulateCommandTests
{
    private const string Request =
        """{"id":"a","principal":"arn:aws:iam::123456789012:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::bucket/key","identityPolicies":[{"name":"é","document":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}}]}""";

    private const string Result =
        """{"id":"a","decision":"allowed","assessment":"Allowed","layers":[{"layer":"identity","decision":"allowed","statements":[{"policy":"é","index":0,"sid":null}]}],"missingContextKeys":[],"error":null}""" + "\n";

    private const string Snapshot =
        """
        {"SnapshotVersion":1,"Accounts":{"123456789012":{"AuthorizationDetails":{"UserDetailList":[],"GroupDetailList":[],"Policies":[],
         "RoleDetailList":[{"Path":"/","RoleName":"app","RoleId":"AROAEXAMPLE","Arn":"arn:aws:iam::123456789012:role/app","CreateDate":"2026-01-01T00:00:00Z",
           "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]},"AttachedManagedPolicies":[],"Tags":[{"Key":"team","Value":"a"}],
           "RolePolicyList":[{"PolicyName":"read","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*",
             "Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}}]}}]}]}}}}
        """;

    [Test]
    public void Simulate_Stdin_WritesResultsWithoutByteOrderMarkAndNothingElse()
    {
        var run = ProgramRun.With(Request + "\r\n\r\n" + Request, "simulate", "--file", "-");
        run.ExitCode.Should().Be(0);
        run.Output.Should().Equal(Encoding.UTF8.GetBytes(Result + Result));
        run.Error.Should().BeEmpty();
    }

    [TestCase("-v", "INFO", "simulate", "--file", "-", "--profile", "x")]
    [TestCase("--profile", "x", "--region", "us-east-1", "simulate", "--verbosity", "info", "--file", "-")]
    public void Simulate_GlobalOptionsBeforeOrAfter_Count(params string[] args)
    {
        var run = ProgramRun.With(Request, args);
        run.Text.Should().Be(Result);
        run.Error.Should().Be("access-undenied: INFO: 1 requests evaluated, 0 of them with an error\n");
    }

    [Test]
    public void Simulate_BadRequest_GivesItsLineAndAWarningAndExitsWith0()
    {
        var run = ProgramRun.With($"{Request}\n{{\"id\":7}}\n{Request}\n", "simulate", "--file", "-");
        run.ExitCode.Should().Be(0);
        run.Lines.Should().HaveCount(3);
        run.Lines[1].Should().StartWith("""{"id":7,"decision":null,"assessment":"Error",""").And.Contain("\"error\":\"principal: is missing");
        run.Error.Should().StartWith("access-undenied: WARNING: 1 of 3 requests");
        ProgramRun.With("{\"id\":7}", "-v", "ERROR", "simulate", "--file", "-").Error.Should().BeEmpty();
    }

    [TestCase("missing.jsonl", "cannot read {0}: it does not exist; check the path")]
    [TestCase("", "cannot read {0}: it is a folder; give a file, or - for stdin")]
    public void Simulate_UnreadableFile_ExitsWith1AndOneLine(string name, string error)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, name);
        var run = ProgramRun.Of("simulate", "--file", path);
        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().Be($"access-undenied: {string.Format(System.Globalization.CultureInfo.InvariantCulture, error, path)}\n");
    }

    [Test]
    public void Simulate_GzipOfWhichNothingIsLeft_ExitsWith1()
    {
        using var folder = new TemporaryFolder();
        var run = ProgramRun.Of("simulate", "--file", folder.Write("cut.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xAB]));
        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("the gzip data ends early or is damaged");
    }

    [Test]
    public void Simulate_File_IsReadAsArrayToo()
    {
        using var folder = new TemporaryFolder();
        ProgramRun.Of("simulate", "--file", folder.Write("requests.json", Encoding.UTF8.GetBytes($"[\n{Request},\n{Request}\n]"))).Text.Should().Be(Result + Result);
    }

    [Test]
    public void Simulate_Snapshot_GivesPoliciesAndTags()
    {
        using var folder = new TemporaryFolder();
        var snapshot = folder.Write("snapshot.json", Encoding.UTF8.GetBytes(Snapshot));
        const string Asked = """{"principal":"arn:aws:iam::123456789012:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::bucket/key","resourceAccount":"123456789012","resourcePolicy":null,"serviceControlPolicies":[],"resourceControlPolicies":[]""";
        var run = ProgramRun.With($"{Asked}}}\n{Asked},\"context\":{{\"aws:PrincipalTag/team\":\"b\"}}}}\n", "simulate", "--file", "-", "--snapshot", snapshot);
        run.ExitCode.Should().Be(0, because: run.Error);
        run.Lines[0].Should().Contain("\"decision\":\"allowed\"").And.Contain("\"policy\":\"read\"");
        run.Lines[1].Should().Contain("\"decision\":\"implicitDeny\"");
    }

    [Test]
    public void Simulate_SnapshotThatIsNone_ExitsWith1()
    {
        using var folder = new TemporaryFolder();
        var run = ProgramRun.With(Request, "simulate", "--file", "-", "--snapshot", folder.Write("snapshot.json", "[]"u8.ToArray()));
        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("snapshot.json");
    }

    [Test]
    public void Simulate_ReaderThatGoes_EndsQuietly()
    {
        using var folder = new TemporaryFolder();
        var many = folder.Write("many.jsonl", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Request + "\n", 50_000))));
        using var process = ProgramRun.Start("simulate", "--file", many);
        process.StandardOutput.ReadLine().Should().NotBeNull();
        process.StandardOutput.Close();
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
        process.StandardError.ReadToEnd().Should().BeEmpty();
    }

    [Test]
    public void Simulate_InputThatStaysOpen_IsAnsweredAtOnce()
    {
        using var process = ProgramRun.Start("simulate", "--file", "-");
        for (var i = 0; i < 3; i++)
        {
            process.StandardInput.WriteLine(Request);
            process.StandardInput.Flush();
            process.StandardOutput.ReadLine().Should().Be(Result.TrimEnd('\n'));
        }

        process.StandardInput.Close();
        process.WaitForExit();
    }
}
