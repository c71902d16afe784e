using AccessUndenied.Aws.ErrorTexts;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Aws.Tests.Events;

/// <summary>A signed address lets whoever has it in: texts that leave have none.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SignedAddressTests
{
    private const string Refusal = "User: arn:aws:sts::123456789012:assumed-role/app/s1 is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::bkt/k";

    [TestCase("https://b.s3.amazonaws.com/k?X-Amz-Security-Token=SECRET+/=&X-Amz-Date=1&X-Amz-Signature=SECRET", "https://b.s3.amazonaws.com/k?X-Amz-Security-Token=[hidden]&X-Amz-Date=1&X-Amz-Signature=[hidden]")]
    [TestCase("(x-amz-credential=AKIASECRET%2F20260101%2Feu-west-1)", "(x-amz-credential=[hidden])")]
    [TestCase("k?AWSAccessKeyId=AKIASECRET&Expires=1&Signature=SECRET%3D&x=1", "k?AWSAccessKeyId=[hidden]&Expires=1&Signature=[hidden]&x=1")]
    [TestCase("k%3FX-Amz-Signature%3DSECRET", "k%3FX-Amz-Signature%3D[hidden]")]
    [TestCase("k%253FX-Amz-Signature%253dSECRET", "k%253FX-Amz-Signature%253d[hidden]")]
    [TestCase("k?X-Amz-Signature\\u003dSECRET\\u0026y", "k?X-Amz-Signature\\u003d[hidden]\\u0026y")]
    [TestCase("k?X-Amz-Signature&#x3D;SECRET&amp;y", "k?X-Amz-Signature&#x3D;[hidden]&amp;y")]
    [TestCase("X-Amz-S3session-Token: SECRET", "X-Amz-S3session-Token: [hidden]")]
    [TestCase("{\"X-Amz-Security-Token\": \"SECRET\"}", "{\"X-Amz-Security-Token\": \"[hidden]\"}")]
    [TestCase("{\\\"X-Amz-Security-Token\\\":\\\"SECRET\\\"}", "{\\\"X-Amz-Security-Token\\\":\\\"[hidden]\\\"}")]
    [TestCase("Authorization: AWS4-HMAC-SHA256 Credential=AKIASECRET/20260101, SignedHeaders=host, Signature=SECRET", "Authorization: AWS4-HMAC-SHA256 Credential=[hidden], SignedHeaders=host, Signature=[hidden]")]
    [TestCase("X-Amz-Signature=[hidden]&a=1", "X-Amz-Signature=[hidden]&a=1")]
    [TestCase("The request signature we calculated does not match the signature you provided.", "The request signature we calculated does not match the signature you provided.")]
    [TestCase("the tag team=signature, and x-amz-acl=private", "the tag team=signature, and x-amz-acl=private")]
    [TestCase("k?X%2DAmz%2DSecurity%2DToken=SECRET", "k?X%2DAmz%2DSecurity%2DToken=[hidden]")]
    [TestCase("<X-Amz-Security-Token>SECRET</X-Amz-Security-Token>", "<X-Amz-Security-Token>[hidden]</X-Amz-Security-Token>")]
    [TestCase("\"X-Amz-Security-Token\":[\"SECRET\"]", "\"X-Amz-Security-Token\":[\"[hidden]\"]")]
    [TestCase("aws_session_token=SECRET", "aws_session_token=[hidden]")]
    [TestCase("aws_session_token = SECRET", "aws_session_token = [hidden]")]
    [TestCase("AWS_SECRET_ACCESS_KEY=SECRET", "AWS_SECRET_ACCESS_KEY=[hidden]")]
    [TestCase("{\"sessionToken\":\"SECRET\",\"AccessKeyId\":\"AKIAEXAMPLE\"}", "{\"sessionToken\":\"[hidden]\",\"AccessKeyId\":\"AKIAEXAMPLE\"}")]
    [TestCase("{\"SecretAccessKey\" : \"SECRET\", \"Token\" : \"SECRET\"}", "{\"SecretAccessKey\" : \"[hidden]\", \"Token\" : \"[hidden]\"}")]
    [TestCase("<SessionToken>SECRET</SessionToken>", "<SessionToken>[hidden]</SessionToken>")]
    [TestCase("with IQoJb3JpZ2luX2VjEXAMPLETOKENTOKENTOKEN as it is", "with [hidden] as it is")]
    [TestCase("The security token included in the request is expired", "The security token included in the request is expired")]
    [TestCase("", "")]
    public void WithoutCredentials_Text_HidesTheValuesAlone(string text, string expected) => SignedAddress.WithoutCredentials(text).Should().Be(expected);

    [TestCase("errorMessage", "\"errorMessage\":\"TEXT\"")]
    [TestCase("responseElements", "\"responseElements\":{\"message\":\"TEXT\"}")]
    public void Parse_RefusalWithASignedAddress_HidesWhatIsSecret(string _, string member) =>
        CloudTrailEvent.Parse("{\"eventName\":\"GetObject\",\"errorCode\":\"AccessDenied\"," + member.Replace("TEXT", Refusal + " (https://h/k?X-Amz-Security-Token=SECRET&X-Amz-Signature=SECRET)", StringComparison.Ordinal) + "}")
            .ErrorMessage.Should().Be(Refusal + " (https://h/k?X-Amz-Security-Token=[hidden]&X-Amz-Signature=[hidden])");

    [Test]
    public void Read_PastedRefusalWithASignedAddress_HidesWhatIsSecret()
    {
        var denial = ErrorTextReader.Read(Refusal + "?X-Amz-Signature=SECRET").Denials.Should().ContainSingle().Subject;

        denial.Message.Should().NotContain("SECRET");
        denial.Resource.Should().Be("arn:aws:s3:::bkt/k?X-Amz-Signature=[hidden]");
    }
}
