package dev.jmachine.testkit;

import dev.jmachine.testkit.FakeRestApi.Reply;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of a driver whose provider is simulated: one simulator, with the proxy before it, serves all tests, and
 * an SSH server on the loopback interface stands in for whatever machine is made.
 *
 * @param <A> the simulator
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class SimulatedProviderContract<A extends FakeRestApi> extends ProviderContract {
    private static final String REQUEST_ID = "fault-1";

    @TempDir
    static Path hostFolder;

    /** The simulator. */
    protected final A api;

    private final FaultProxy proxy;
    private SshHost host;

    /**
     * Create the tests over a simulator, which is closed after them.
     *
     * @param serverError how the provider tells that it has failed, given the id of the request
     * @param throttled how the provider tells that it is asked too often, given the id of the request
     */
    protected SimulatedProviderContract(A api, Function<String, Reply> serverError, Function<String, Reply> throttled) {
        this.api = api;
        proxy = FaultProxy.before(api.url());
        proxy.answerWith(Fault.SERVER_ERROR, answer(serverError));
        proxy.answerWith(Fault.THROTTLED, answer(throttled));
    }

    private static FaultAnswer answer(Function<String, Reply> failure) {
        Reply reply = failure.apply(REQUEST_ID);
        return new FaultAnswer(reply.status(), reply.headers(), reply.body());
    }

    @BeforeAll
    void startTheHost() {
        host = SshHost.start(hostFolder);
    }

    @AfterAll
    void closeAll() {
        host.close();
        proxy.close();
        api.close();
    }

    @Override
    protected final FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected final String requestId() {
        return REQUEST_ID;
    }

    /** In each call its answer is lost, and in turn one of the other things happens, unless the driver says otherwise. */
    @Override
    protected List<Fault> faults(int call) {
        Fault[] others = {Fault.SERVER_ERROR, Fault.THROTTLED, Fault.DROPPED_BEFORE};
        return List.of(Fault.DROPPED_AFTER, others[call % others.length]);
    }

    /** Return the port of the SSH server that stands in for the machine, as the value of an option. */
    protected final String sshPort() {
        return Integer.toString(host.port());
    }
}
