package dev.jmachine.driver.amazonec2;

/** The keys of what is kept of a machine; docker-machine's where it has them. */
final class StateKeys {
    static final String REGION = "Region";
    static final String ENDPOINT = "Endpoint";
    static final String INSECURE_TRANSPORT = "DisableSSL";
    static final String STS_ENDPOINT = "StsEndpoint";
    static final String PROFILE = "Profile";
    static final String ASSUME_ROLE = "AssumeRole";
    static final String EXTERNAL_ID = "ExternalId";
    static final String RETRIES = "RetryCount";
    static final String AMI = "AMI";
    static final String DEVICE_NAME = "DeviceName";
    static final String INSTANCE_TYPE = "InstanceType";
    static final String CLIENT_TOKEN = "ClientToken";
    static final String INSTANCE_ID = "InstanceId";
    static final String VPC = "VpcId";
    static final String SUBNET = "SubnetId";
    static final String ZONE = "Zone";
    static final String GROUP_NAMES = "SecurityGroupNames";
    static final String GROUP_IDS = "SecurityGroupIds";
    static final String ALLOW_FROM = "AllowFrom";
    static final String KEY_NAME = "KeyName";
    static final String EXISTING_KEY = "ExistingKey";
    static final String KEY_PATH = "SSHKeyPath";
    static final String SSH_USER = "SSHUser";
    static final String SSH_PORT = "SSHPort";
    static final String ADDRESS = "IPAddress";
    static final String PRIVATE_ADDRESS = "PrivateIPAddress";
    static final String PRIVATE_ADDRESS_ONLY = "PrivateIPOnly";
    static final String USE_PRIVATE_ADDRESS = "UsePrivateIP";
    static final String IPV6 = "UseIPv6";
    static final String SPOT = "RequestSpotInstance";

    private StateKeys() {
    }
}
