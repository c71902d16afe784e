using System.Text.RegularExpressions;

namespace AccessUndenied.Cli.Tests.Commands;

/// <summary><c>--scripts DIR</c> writes what is too long to show, and everything else that can be run.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ScriptFolderTests
{
    private static string Events => Path.Combine(AppContext.BaseDirectory, "data", "events.json");

    private static string Snapshot => Path.Combine(AppContext.BaseDirectory, "data", "snapshot.json");

    [Test]
    public void Analyze_Scripts_WritesAFileForEachFormOfEachChangeForItsOwnerAlone()
    {
        using var folder = new TemporaryFolder();
        var scripts = Path.Combine(folder.Path, "scripts");

        var run = Analyze(scripts);

        run.ExitCode.Should().Be(0, because: run.Error);
        var files = Directory.GetFiles(scripts, "*", SearchOption.AllDirectories);
        files.Select(Path.GetExtension).Distinct().Should().BeEquivalentTo([".sh", ".ps1", ".tf", ".json"]);
        files.Should().OnlyContain(file => Regex.IsMatch(Path.GetRelativePath(scripts, file).Replace('\\', '/'), "^access-undenied-[0-9A-F]{16}(\\.(sh|ps1|json)|/main\\.tf)$"));
        files.Where(file => file.EndsWith(".sh", StringComparison.Ordinal)).Should().OnlyContain(file => File.ReadAllText(file).StartsWith("#!/bin/sh\nset -eu\n"));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            foreach (var made in Directory.GetDirectories(scripts).Append(scripts))
            {
                File.GetUnixFileMode(made).Should().Be(Owner | UnixFileMode.UserExecute, because: made);
            }

            foreach (var file in files)
            {
                File.GetUnixFileMode(file).Should().Be(file.EndsWith(".sh", StringComparison.Ordinal) ? Owner | UnixFileMode.UserExecute : Owner, because: file);
            }
        }
    }

    [Test]
    public void Analyze_ScriptsAgain_LeavesTheSameFilesAlone()
    {
        using var folder = new TemporaryFolder();
        var scripts = Path.Combine(folder.Path, "scripts");
        Analyze(scripts);
        var before = Directory.GetFiles(scripts, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);

        Analyze(scripts).ExitCode.Should().Be(0);

        Directory.GetFiles(scripts, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc).Should().Equal(before);
    }

    [Test]
    public void Analyze_FileOfThatNameWithOtherContent_IsNeitherOverwrittenNorTakenForOurs()
    {
        using var folder = new TemporaryFolder();
        var scripts = Path.Combine(folder.Path, "scripts");
        Analyze(scripts);
        var file = Directory.GetFiles(scripts).Order(StringComparer.Ordinal).First();
        File.WriteAllText(file, "other");

        var run = Analyze(scripts);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("there is another file of that name");
        File.ReadAllText(file).Should().Be("other");
    }

    [Test]
    public void Analyze_TerraformFiles_AreOneModuleEach()
    {
        using var folder = new TemporaryFolder();
        var scripts = Path.Combine(folder.Path, "scripts");

        Analyze(scripts).ExitCode.Should().Be(0);

        // What lies in one folder is one module, in which an address may stand once.
        var modules = Directory.GetFiles(scripts, "*.tf", SearchOption.AllDirectories).GroupBy(Path.GetDirectoryName).ToArray();
        modules.Should().HaveCountGreaterThan(3).And.OnlyContain(module => module.Count() == 1 && module.Key != scripts);
    }

    [TestCase(true)]
    [TestCase(false)]
    [Platform(Exclude = "Win", Reason = "making links needs rights there")]
    public void Analyze_Link_IsNotFollowed(bool isFolder)
    {
        using var folder = new TemporaryFolder();
        var scripts = Path.Combine(folder.Path, "scripts");
        if (isFolder)
        {
            Directory.CreateSymbolicLink(scripts, Directory.CreateDirectory(Path.Combine(folder.Path, "target")).FullName);
        }
        else
        {
            Analyze(scripts);
            var file = Directory.GetFiles(scripts).Order(StringComparer.Ordinal).First();
            File.Move(file, Path.Combine(folder.Path, "moved"));
            File.CreateSymbolicLink(file, Path.Combine(folder.Path, "moved"));
        }

        Analyze(scripts).ExitCode.Should().Be(1);

        Directory.Exists(Path.Combine(folder.Path, "target")).Should().Be(isFolder);
        (!isFolder || Directory.GetFiles(Path.Combine(folder.Path, "target")).Length == 0).Should().BeTrue();
    }

    [TestCase("600", "it is a pipe, a socket or a device; name a file")]
    [TestCase("400", "cannot write")]
    [Platform(Exclude = "Win", Reason = "pipes have no names in folders there")]
    public void Analyze_PipeUnderTheNameOfAScript_IsRefusedAndNotWaitedFor(string mode, string said)
    {
        using var folder = new TemporaryFolder();
        var scripts = Path.Combine(folder.Path, "scripts");
        Analyze(scripts);
        var file = Directory.GetFiles(scripts).Order(StringComparer.Ordinal).First();
        File.Delete(file);
        using (var made = System.Diagnostics.Process.Start("mkfifo", ["-m", mode, file]))
        {
            made.WaitForExit();
        }

        var run = Analyze(scripts);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("cannot write " + file).And.Contain(said);
    }

    [Test]
    public void Analyze_ScriptsForPowerShell_BeginWithTheMarkOfTheirEncoding()
    {
        using var folder = new TemporaryFolder();
        Analyze(folder.Path);

        Directory.GetFiles(folder.Path, "*.ps1").Should().NotBeEmpty()
            .And.OnlyContain(file => Convert.ToHexString(File.ReadAllBytes(file), 0, 3) == "EFBBBF");
    }

    [TestCase("text")]
    [TestCase("markdown")]
    public void Analyze_LongCommand_IsNamedAsTheFileThatHasIt(string format)
    {
        using var folder = new TemporaryFolder();
        var scripts = Path.Combine(folder.Path, "scripts");
        var statements = string.Join(',', Enumerable.Range(0, 60).Select(i => """{"Sid":"SNUMBER","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::orders/NUMBER/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""".Replace("NUMBER", $"{i}", StringComparison.Ordinal)));
        var snapshot = folder.Write("snapshot.json", System.Text.Encoding.UTF8.GetBytes("""
            {"SnapshotVersion":1,"CollectedAt":"2026-01-01T00:00:00Z","Accounts":{"111111111111":{"AuthorizationDetails":{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[
              {"RoleName":"app","Arn":"arn:aws:iam::111111111111:role/app","RoleId":"AROAEXAMPLE","RolePolicyList":[{"PolicyName":"All","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}],
               "AttachedManagedPolicies":[],"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]} }],"Policies":[]},
             "ResourcePolicies":{"arn:aws:s3:::orders":{"Version":"2012-10-17","Statement":[{"Sid":"No","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*"},STATEMENTS]} } } } }
            """.Replace("STATEMENTS", statements, StringComparison.Ordinal)));
        var events = folder.Write("events.json", """
            {"eventVersion":"1.09","eventID":"e-1","eventTime":"2026-01-02T00:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-west-1","errorCode":"AccessDenied",
             "errorMessage":"Access Denied","sourceIPAddress":"192.0.2.1","recipientAccountId":"111111111111",
             "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::111111111111:assumed-role/app/s","accountId":"111111111111","principalId":"AROAEXAMPLE:s",
              "sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111111111111:role/app","accountId":"111111111111","userName":"app","principalId":"AROAEXAMPLE"} } },
             "requestParameters":{"bucketName":"orders","key":"k"},"resources":[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::orders/k"},{"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::orders","accountId":"111111111111"}]}
            """u8.ToArray());

        var run = ProgramRun.Of("analyze", "--events-file", events, "--snapshot", snapshot, "--format", format, "--scripts", scripts);

        run.ExitCode.Should().Be(0, because: run.Error);
        var name = Regex.Match(run.Text, "access-undenied-[0-9A-F]{16}\\.sh").Value;
        name.Should().NotBeEmpty(because: run.Text);
        run.Text.Should().Contain("--scripts").And.NotContain("aws s3api put-bucket-policy");
        File.ReadAllText(Path.Combine(scripts, name)).Should().Contain("aws s3api put-bucket-policy").And.Contain("get-caller-identity").And.Contain("\"S59\"");
    }

    private static ProgramRun Analyze(string scripts) => ProgramRun.Of("analyze", "--events-file", Events, "--snapshot", Snapshot, "--suppress-output", "--scripts", scripts);
}
