//! The responses that every peer gets.

use bytes::Bytes;
use http::{HeaderValue, Response};

/// What a service returns.
#[derive(Clone, Debug)]
pub struct Answer {
    content_type: &'static str,
    body: Bytes,
}

impl Answer {
    /// A response with the peer's own body type.
    pub fn response<B>(&self, body: impl FnOnce(Bytes) -> B) -> Response<B> {
        let mut response = Response::new(body(self.body.clone()));
        let headers = response.headers_mut();
        let value = HeaderValue::from_static;
        headers.insert("content-type", value(self.content_type));
        headers.insert("content-length", self.body.len().into());
        headers.insert(
            "x-amzn-requestid",
            value("8b1d4a27-1f0c-4c3e-9b75-2c6f5d1e7a90"),
        );
        headers.insert("date", value("Mon, 02 Dec 2019 22:33:20 GMT"));
        response
    }
}

/// The response to one of the calls.
pub fn of(call: &str) -> Option<Answer> {
    Some(match call {
        // Ten attributes.
        "get-item" => Answer {
            content_type: "application/x-amz-json-1.0",
            body: Bytes::from_static(br#"{"Item":{"author":{"S":"Iain M. Banks"},"title":{"S":"Excession"},"isbn":{"S":"0-345-45374-3"},"year":{"N":"1996"},"pages":{"N":"451"},"price":{"N":"7.99"},"inPrint":{"BOOL":true},"tags":{"SS":["culture","novel"]},"cover":{"B":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk"},"editions":{"L":[{"M":{"publisher":{"S":"Orbit"},"year":{"N":"1996"}}},{"M":{"publisher":{"S":"Bantam"},"year":{"N":"1997"}}}]}}}"#),
        },
        "send-message" => Answer {
            content_type: "application/x-amz-json-1.0",
            body: Bytes::from_static(br#"{"MD5OfMessageBody":"fafb00f5732ab283681e124bf8747ed1","MessageId":"219f8380-5770-4cc2-8c3e-5c715e145f5e"}"#),
        },
        "caller-identity" => Answer {
            content_type: "text/xml",
            body: Bytes::from_static(br#"<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/Alice</Arn>
    <UserId>AKIAI44QH8DHBEXAMPLE</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>"#),
        },
        "describe-instances" => Answer {
            content_type: "text/xml;charset=UTF-8",
            body: instances().into(),
        },
        _ => return None,
    })
}

/// A page of 100 instances, as EC2 writes them.
fn instances() -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\n    <requestId>8f7724cf-496f-496e-8fe3-example</requestId>\n    <reservationSet>\n",
    );
    for number in 0..100 {
        xml.push_str(&format!(
            "        <item>
            <reservationId>r-{number:017x}</reservationId>
            <ownerId>123456789012</ownerId>
            <groupSet/>
            <instancesSet>
                <item>
                    <instanceId>i-{number:017x}</instanceId>
                    <imageId>ami-bff32ccc</imageId>
                    <instanceState>
                        <code>16</code>
                        <name>running</name>
                    </instanceState>
                    <privateDnsName>ip-192-168-1-{number}.eu-west-1.compute.internal</privateDnsName>
                    <dnsName>ec2-54-194-252-{number}.eu-west-1.compute.amazonaws.com</dnsName>
                    <reason/>
                    <keyName>my_keypair</keyName>
                    <amiLaunchIndex>0</amiLaunchIndex>
                    <productCodes/>
                    <instanceType>t2.micro</instanceType>
                    <launchTime>2018-05-08T16:46:19.000Z</launchTime>
                    <placement>
                        <availabilityZone>eu-west-1c</availabilityZone>
                        <groupName/>
                        <tenancy>default</tenancy>
                    </placement>
                    <monitoring>
                        <state>disabled</state>
                    </monitoring>
                    <subnetId>subnet-56f5f633</subnetId>
                    <vpcId>vpc-11112222</vpcId>
                    <privateIpAddress>192.168.1.{number}</privateIpAddress>
                    <ipAddress>54.194.252.{number}</ipAddress>
                    <sourceDestCheck>true</sourceDestCheck>
                    <groupSet>
                        <item>
                            <groupId>sg-e4076980</groupId>
                            <groupName>SecurityGroup1</groupName>
                        </item>
                    </groupSet>
                    <architecture>x86_64</architecture>
                    <rootDeviceType>ebs</rootDeviceType>
                    <rootDeviceName>/dev/xvda</rootDeviceName>
                    <blockDeviceMapping>
                        <item>
                            <deviceName>/dev/xvda</deviceName>
                            <ebs>
                                <volumeId>vol-{number:017x}</volumeId>
                                <status>attached</status>
                                <attachTime>2015-12-22T10:44:09.000Z</attachTime>
                                <deleteOnTermination>true</deleteOnTermination>
                            </ebs>
                        </item>
                    </blockDeviceMapping>
                    <virtualizationType>hvm</virtualizationType>
                    <tagSet>
                        <item>
                            <key>Name</key>
                            <value>Server_{number}</value>
                        </item>
                    </tagSet>
                    <hypervisor>xen</hypervisor>
                </item>
            </instancesSet>
        </item>\n"
        ));
    }
    xml.push_str("    </reservationSet>\n</DescribeInstancesResponse>\n");
    xml
}
