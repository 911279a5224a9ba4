package dev.jmachine.driver.amazonec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import dev.jmachine.testkit.MotoServer;
import dev.jmachine.testkit.ProviderContract;
import dev.jmachine.testkit.SshHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract with moto's EC2, an SSH host of the test kit standing in for the instances' own. */
@Timeout(600)
class AmazonEc2ContractIT extends ProviderContract {
    private static final String REQUEST_ID = "f4b1c0de-0000-4000-8000-000000000500";

    @TempDir
    private static Path folder;

    private static MotoServer moto;
    private static MotoAccount account;
    private static String subnet;
    private static FaultProxy proxy;
    private static SshHost host;
    private static LoopbackSsh ssh;

    @BeforeAll
    static void startProvider() {
        moto = MotoServer.start(folder);
        account = new MotoAccount(moto.url());
        subnet = account.loopbackSubnet();
        host = SshHost.start(folder);
        ssh = LoopbackSsh.before(host.endpoint());
        proxy = FaultProxy.before(moto.url());
        proxy.answerWith(Fault.SERVER_ERROR, answer(500, "InternalError", "An internal error has occurred"));
        proxy.answerWith(Fault.THROTTLED, answer(503, "RequestLimitExceeded", "Request limit exceeded."));
    }

    private static FaultAnswer answer(int status, String code, String message) {
        return new FaultAnswer(status, Map.of("Content-Type", "text/xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Errors><Error><Code>" + code + "</Code><Message>"
                        + message + "</Message></Error></Errors><RequestID>" + REQUEST_ID + "</RequestID></Response>");
    }

    @AfterAll
    static void stopProvider() throws IOException {
        for (AutoCloseable thing : new AutoCloseable[] {proxy, ssh, host, account, moto}) {
            close(thing);
        }
    }

    private static void close(AutoCloseable thing) throws IOException {
        try {
            if (thing != null) {
                thing.close();
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    protected DriverFactory factory() {
        return new Ec2DriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        return Map.of(
                Ec2Options.SUBNET, List.of(subnet),
                Ec2Options.PRIVATE_ADDRESS_ONLY, List.of("true"),
                Ec2Options.ACCESS_KEY, List.of("test"),
                Ec2Options.SECRET_KEY, List.of("test"),
                Ec2Options.REGION, List.of("eu-central-1"),
                Ec2Options.ENDPOINT, List.of(proxy.url().toString()),
                Ec2Options.RETRIES, List.of("-1"),
                Ec2Options.ALLOW_FROM, List.of("192.0.2.7"),
                Ec2Options.SSH_PORT, List.of(Integer.toString(ssh.port())));
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(Ec2Options.REGION, List.of("Frankfurt")),
                Map.of(Ec2Options.AMI, List.of("ami-0000000000000dead")),
                Map.of(Ec2Options.AMI, List.of("ami-0d130000000000003")),
                Map.of(Ec2Options.IMAGE, List.of("debian-11")),
                Map.of(Ec2Options.INSTANCE_TYPE, List.of("t3.enormous")),
                Map.of(Ec2Options.ARCHITECTURE, List.of("arm64"), Ec2Options.INSTANCE_TYPE, List.of("t3.small")),
                Map.of(Ec2Options.SUBNET, List.of("subnet-00000000")),
                Map.of(Ec2Options.ZONE, List.of("z")),
                Map.of(Ec2Options.SECURITY_GROUP, List.of("not-there"),
                        Ec2Options.SECURITY_GROUP_READONLY, List.of("true")),
                Map.of(Ec2Options.KEY_PAIR, List.of("without-its-key")),
                Map.of(Ec2Options.ALLOW_FROM, List.of("everybody")),
                Map.of(Ec2Options.OPEN_PORT, List.of("70000")),
                Map.of(Ec2Options.ROOT_SIZE, List.of("4")),
                Map.of(Ec2Options.VOLUME_TYPE, List.of("sc1")),
                Map.of(Ec2Options.VOLUME_TYPE, List.of("io2")),
                Map.of(Ec2Options.SPOT, List.of("true"), Ec2Options.SPOT_PRICE, List.of("cheap")),
                Map.of(Ec2Options.METADATA_TOKEN, List.of("never")),
                Map.of(Ec2Options.TAGS, List.of("key-alone")));
    }

    @Override
    protected void assertNothingIsLeft(Path machineFolder) {
        assertThat(account.things()).isEmpty();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected String requestId() {
        return REQUEST_ID;
    }
}
