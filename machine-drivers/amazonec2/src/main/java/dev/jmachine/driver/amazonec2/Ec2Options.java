package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.DriverOption;
import java.util.List;
import java.util.stream.Stream;

/** The driver's options: docker-machine's, and those for what Amazon has added since. */
final class Ec2Options {
    static final String ACCESS_KEY = "amazonec2-access-key";
    static final String SECRET_KEY = "amazonec2-secret-key";
    static final String SESSION_TOKEN = "amazonec2-session-token";
    static final String PROFILE = "amazonec2-profile";
    static final String ASSUME_ROLE = "amazonec2-assume-role";
    static final String EXTERNAL_ID = "amazonec2-external-id";
    static final String REGION = "amazonec2-region";
    static final String ENDPOINT = "amazonec2-endpoint";
    static final String STS_ENDPOINT = "amazonec2-sts-endpoint";
    static final String INSECURE_TRANSPORT = "amazonec2-insecure-transport";
    static final String RETRIES = "amazonec2-retries";
    static final String AMI = "amazonec2-ami";
    static final String IMAGE = "amazonec2-image";
    static final String ARCHITECTURE = "amazonec2-architecture";
    static final String INSTANCE_TYPE = "amazonec2-instance-type";
    static final String DEVICE_NAME = "amazonec2-device-name";
    static final String ROOT_SIZE = "amazonec2-root-size";
    static final String VOLUME_TYPE = "amazonec2-volume-type";
    static final String VOLUME_IOPS = "amazonec2-volume-iops";
    static final String VOLUME_ENCRYPTED = "amazonec2-volume-encrypted";
    static final String VOLUME_KEY = "amazonec2-volume-kms-key";
    static final String VPC = "amazonec2-vpc-id";
    static final String ZONE = "amazonec2-zone";
    static final String SUBNET = "amazonec2-subnet-id";
    static final String SECURITY_GROUP = "amazonec2-security-group";
    static final String SECURITY_GROUP_READONLY = "amazonec2-security-group-readonly";
    static final String OPEN_PORT = "amazonec2-open-port";
    static final String ALLOW_FROM = "amazonec2-allow-from";
    static final String ADDRESS_SERVICE = "amazonec2-address-service";
    static final String PRIVATE_ADDRESS_ONLY = "amazonec2-private-address-only";
    static final String USE_PRIVATE_ADDRESS = "amazonec2-use-private-address";
    static final String IPV6 = "amazonec2-ipv6";
    static final String KEY_PAIR = "amazonec2-keypair-name";
    static final String SSH_KEY_PATH = "amazonec2-ssh-keypath";
    static final String SSH_USER = "amazonec2-ssh-user";
    static final String SSH_PORT = "amazonec2-ssh-port";
    static final String SPOT = "amazonec2-request-spot-instance";
    static final String SPOT_PRICE = "amazonec2-spot-price";
    static final String SPOT_INTERRUPTION = "amazonec2-spot-interruption";
    static final String BLOCK_DURATION = "amazonec2-block-duration-minutes";
    static final String METADATA_TOKEN = "amazonec2-metadata-token";
    static final String METADATA_HOP_LIMIT = "amazonec2-metadata-token-response-hop-limit";
    static final String INSTANCE_PROFILE = "amazonec2-iam-instance-profile";
    static final String MONITORING = "amazonec2-monitoring";
    static final String EBS_OPTIMIZED = "amazonec2-use-ebs-optimized-instance";
    static final String USER_DATA = "amazonec2-userdata";
    static final String TAGS = "amazonec2-tags";

    private Ec2Options() {
    }

    static List<DriverOption> all() {
        return Stream.of(account(), machine(), disk(), network(), login(), spot(), further())
                .flatMap(List::stream)
                .toList();
    }

    private static List<DriverOption> account() {
        return List.of(
                DriverOption.secret(ACCESS_KEY, "AWS_ACCESS_KEY_ID", "Access key"),
                DriverOption.secret(SECRET_KEY, "AWS_SECRET_ACCESS_KEY", "Secret key"),
                DriverOption.secret(SESSION_TOKEN, "AWS_SESSION_TOKEN", "Session token of temporary keys"),
                DriverOption.text(PROFILE, "AWS_PROFILE", "", "Profile of ~/.aws/config and ~/.aws/credentials"),
                DriverOption.text(ASSUME_ROLE, "AMAZONEC2_ASSUME_ROLE", "", "ARN of a role to take on"),
                DriverOption.text(EXTERNAL_ID, "AMAZONEC2_EXTERNAL_ID", "", "External id that the role asks for"),
                DriverOption.text(REGION, "AWS_DEFAULT_REGION", "",
                        "Region; default AWS_REGION, else the profile's, else us-east-1"),
                DriverOption.text(ENDPOINT, "AWS_ENDPOINT", "", "Endpoint of EC2: host name or URL"),
                DriverOption.text(STS_ENDPOINT, "AMAZONEC2_STS_ENDPOINT", "",
                        "Endpoint of STS for --" + ASSUME_ROLE + ": host name or URL"),
                DriverOption.flag(INSECURE_TRANSPORT, "AWS_INSECURE_TRANSPORT",
                        "HTTP without TLS for endpoints given as host names"),
                DriverOption.number(RETRIES, "", 2, "Times that one call is tried again; -1 for none"));
    }

    private static List<DriverOption> machine() {
        return List.of(
                DriverOption.text(AMI, "AWS_AMI", "", "Image (AMI) to start from, in place of --" + IMAGE),
                DriverOption.text(IMAGE, "AMAZONEC2_IMAGE", "debian",
                        "Newest image of a distribution: debian, debian-13, ubuntu (LTS), ubuntu-24.04"),
                DriverOption.text(ARCHITECTURE, "AMAZONEC2_ARCHITECTURE", "",
                        "x86_64 or arm64; default the instance type's"),
                DriverOption.text(INSTANCE_TYPE, "AWS_INSTANCE_TYPE", "",
                        "Instance type; default t3.small, for arm64 t4g.small"));
    }

    private static List<DriverOption> disk() {
        return List.of(
                DriverOption.text(DEVICE_NAME, "AWS_DEVICE_NAME", "", "Root device's name; default the image's"),
                DriverOption.number(ROOT_SIZE, "AWS_ROOT_SIZE", 16, "Size of the root volume in GiB"),
                DriverOption.text(VOLUME_TYPE, "AWS_VOLUME_TYPE", "gp3", "Type of the root volume"),
                DriverOption.number(VOLUME_IOPS, "AMAZONEC2_VOLUME_IOPS", 0,
                        "I/O operations a second of the root volume; 0 for the type's own"),
                DriverOption.flag(VOLUME_ENCRYPTED, "AMAZONEC2_VOLUME_ENCRYPTED", "Encrypt the root volume"),
                DriverOption.text(VOLUME_KEY, "AMAZONEC2_VOLUME_KMS_KEY", "",
                        "KMS key to encrypt the root volume with; default the account's"));
    }

    private static List<DriverOption> network() {
        return List.of(
                DriverOption.text(VPC, "AWS_VPC_ID", "", "VPC; default the region's default one"),
                DriverOption.text(ZONE, "AWS_ZONE", "", "Zone, such as a; default one that offers the type"),
                DriverOption.text(SUBNET, "AWS_SUBNET_ID", "", "Subnet; default one of the zone"),
                DriverOption.list(SECURITY_GROUP, "AWS_SECURITY_GROUP",
                        "Security group, by name or id, made if there is none; default one for the store;"
                                + " may be repeated"),
                DriverOption.flag(SECURITY_GROUP_READONLY, "AWS_SECURITY_GROUP_READONLY",
                        "Neither make nor change security groups"),
                DriverOption.list(OPEN_PORT, "AMAZONEC2_OPEN_PORT",
                        "Port to open to everybody, PORT[/udp]; may be repeated"),
                DriverOption.list(ALLOW_FROM, "AMAZONEC2_ALLOW_FROM",
                        "Address or range that may reach SSH and the engine; default this computer's; may be repeated"),
                DriverOption.text(ADDRESS_SERVICE, "AMAZONEC2_ADDRESS_SERVICE", CallerAddress.DEFAULT_SERVICE,
                        "URL that answers with this computer's public address"),
                DriverOption.flag(PRIVATE_ADDRESS_ONLY, "AMAZONEC2_PRIVATE_ADDRESS_ONLY",
                        "Give no public IPv4 address"),
                DriverOption.flag(USE_PRIVATE_ADDRESS, "AMAZONEC2_USE_PRIVATE_ADDRESS",
                        "Reach the machine at its private address"),
                DriverOption.flag(IPV6, "AMAZONEC2_IPV6",
                        "Give an IPv6 address; the machine is reached there with --" + PRIVATE_ADDRESS_ONLY));
    }

    private static List<DriverOption> login() {
        return List.of(
                DriverOption.text(KEY_PAIR, "AWS_KEYPAIR_NAME", "",
                        "Existing key pair; needs --" + SSH_KEY_PATH),
                DriverOption.text(SSH_KEY_PATH, "AWS_SSH_KEYPATH", "",
                        "Private key to log in with, kept with the machine; beside it FILE.pub, which is imported; default a"
                                + " new one"),
                DriverOption.text(SSH_USER, "AWS_SSH_USER", "",
                        "User to make and log in as; default the distribution's: admin, ubuntu, ec2-user"),
                DriverOption.number(SSH_PORT, "AWS_SSH_PORT", 22, "Port of the machine's SSH server"));
    }

    private static List<DriverOption> spot() {
        return List.of(
                DriverOption.flag(SPOT, "AMAZONEC2_REQUEST_SPOT_INSTANCE", "Ask for a spot instance"),
                DriverOption.text(SPOT_PRICE, "AMAZONEC2_SPOT_PRICE", "0.50", "Most to pay an hour for it, in dollars"),
                DriverOption.text(SPOT_INTERRUPTION, "AMAZONEC2_SPOT_INTERRUPTION", "stop",
                        "What happens when Amazon takes it back: stop or terminate"),
                DriverOption.number(BLOCK_DURATION, "AMAZONEC2_BLOCK_DURATION_MINUTES", 0,
                        "Duration of a spot block, which Amazon offers to few accounts today"));
    }

    private static List<DriverOption> further() {
        return List.of(
                DriverOption.text(METADATA_TOKEN, "AMAZONEC2_METADATA_TOKEN", "required",
                        "Whether the metadata service asks for a token (version 2): required or optional"),
                DriverOption.number(METADATA_HOP_LIMIT, "AMAZONEC2_METADATA_TOKEN_RESPONSE_HOP_LIMIT", 1,
                        "Network hops that metadata may go; 2 lets containers have it"),
                DriverOption.text(INSTANCE_PROFILE, "AWS_INSTANCE_PROFILE", "", "IAM instance profile, name or ARN"),
                DriverOption.flag(MONITORING, "AMAZONEC2_MONITORING", "Detailed monitoring, which is charged"),
                DriverOption.flag(EBS_OPTIMIZED, "AMAZONEC2_EBS_OPTIMIZED", "Reserve bandwidth for volumes"),
                DriverOption.text(USER_DATA, "AWS_USERDATA", "", "File with user data for cloud-init"),
                DriverOption.text(TAGS, "AWS_TAGS", "", "Further tags: key1,value1,key2,value2"));
    }
}
