using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Tests.Clients;

[Parallelizable(ParallelScope.All)]
public sealed class AwsWordsTests
{
    private const string Token = "IQoJb3JpZ2luX2VjEMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKEDMARKED==";

    [TestCase("The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been\n'GET\n/\nx-amz-security-token:" + Token,
        "The request signature we calculated does not match the signature you provided.")]
    [TestCase("first\r\nx-amz-security-token:short-one", "first")]
    [TestCase("x-amz-security-token: short-one is not valid", "x-amz-security-token: [hidden] is not valid")]
    [TestCase("\"Signature\": \"c2VjcmV0c2VjcmV0\", x", "\"Signature\": \"[hidden]\", x")]
    [TestCase("X-Amz-Signature=0123abcd&X-Amz-Date=20260101T000000Z", "X-Amz-Signature=[hidden]&X-Amz-Date=20260101T000000Z")]
    [TestCase("The AWS Access Key Id ASIAEXAMPLEEXAMPLE00 needs a subscription for the service", "The AWS Access Key Id [hidden] needs a subscription for the service")]
    [TestCase("token " + Token + " is expired", "token [hidden]== is expired")]
    [TestCase("signature 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "signature [hidden]")]
    [TestCase("User: arn:aws:sts::123456789012:assumed-role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef/jane.doe@example.com is not authorized",
        "User: arn:aws:sts::123456789012:assumed-role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef/jane.doe@example.com is not authorized")]
    [TestCase("Key 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1234567890abcdef1234567890abcdef' does not exist", "Key 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1234567890abcdef1234567890abcdef' does not exist")]
    [TestCase("Rate exceeded", "Rate exceeded")]
    [TestCase("", "")]
    public void Of_WhatAServiceSays_HoldsNoCredential(string text, string expected) => AwsWords.Of(text).Should().Be(expected);

    [TestCase("NoSuchEntity", true)]
    [TestCase("AWS.SimpleQueueService.NonExistentQueue", true)]
    [TestCase("InvalidVpcPeeringConnectionID.NotFound", true)]
    [TestCase("sender:Throttling_1-2", true)]
    [TestCase(Token, false)]
    [TestCase("IQoJb3JpZ2lu//8", false)]
    [TestCase("two words", false)]
    [TestCase("a\u001B[2J", false)]
    [TestCase("Ñ", false)]
    [TestCase("ASIAEXAMPLEEXAMPLE00", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void CodeOf_WhatAServiceAnswers_IsANameOrNothing(string? code, bool isName) => AwsWords.CodeOf(code).Should().Be(isName ? code : null);

    [Test]
    public void CodeOf_WordOfAThousandLetters_IsNone() => AwsWords.CodeOf(new string('a', 1000)).Should().BeNull();

    [Test]
    public void Of_HugeText_IsCut() => AwsWords.Of(string.Concat(Enumerable.Repeat("word ", 1_000_000))).Length.Should().BeLessThan(601);
}
