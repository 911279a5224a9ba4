package dev.jmachine.driver.jclouds.cloudstack;

import com.google.common.collect.ImmutableSet;
import com.google.inject.Injector;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.ProviderError;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.driver.jclouds.Contexts;
import dev.jmachine.driver.jclouds.ProviderCalls;
import dev.jmachine.spi.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jclouds.apis.ApiMetadata;
import org.jclouds.cloudstack.CloudStackApi;
import org.jclouds.cloudstack.CloudStackApiMetadata;
import org.jclouds.cloudstack.config.CloudStackParserModule;

/**
 * A user's account at a CloudStack cloud. Questions are asked through jclouds' typed interfaces, commands are sent as
 * {@link Commands}. Opens jclouds when it is first used. For one thread.
 */
final class Account implements AutoCloseable {
    /** Without jclouds' own machines, of which nothing is used. */
    private static final ApiMetadata API = new CloudStackApiMetadata().toBuilder()
            .defaultModules(ImmutableSet.of(CloudStackParserModule.class)).build();
    private static final int PENDING = 0;
    private static final int DONE = 1;

    private final CloudStackDialect dialect = new CloudStackDialect();
    private final ProviderCalls calls = new ProviderCalls(dialect);
    private final String url;
    private final String apiKey;
    private final String secretKey;
    private final Duration patience;
    private Injector jclouds;

    /**
     * Create an account.
     *
     * @param url the API's
     * @param patience how long a job may take
     */
    Account(String url, String apiKey, String secretKey, Duration patience) {
        this.url = url;
        this.apiKey = apiKey;
        this.secretKey = secretKey;
        this.patience = patience;
    }

    ProviderCalls calls() {
        return calls;
    }

    /** Return the typed interfaces, for questions only: commands would be sent twice when an answer is lost. */
    CloudStackApi api() {
        return jclouds().getInstance(CloudStackApi.class);
    }

    /** Send a command, and return what is in the answer. */
    JsonValue send(String activity, String command, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("command", command);
        Commands commands = jclouds().getInstance(Commands.class);
        String answer = calls.get(activity, () -> commands.send(all));
        try {
            return CloudStackDialect.content(JsonValue.parse(answer));
        } catch (IOException e) {
            // The cause may quote the answer.
            throw new MachineException(ErrorCode.PROVIDER, activity,
                    "The answer of CloudStack cannot be understood: is the API's URL right?");
        }
    }

    /** Send a command, wait until it is done, and return its result. */
    JsonValue work(String activity, String command, Map<String, String> parameters) {
        JsonValue answer = send(activity, command, parameters);
        String job = answer.text("jobid");
        return job.isEmpty() ? answer : Polling.within(patience).find(
                "the end of CloudStack's job " + job, () -> result(activity, job));
    }

    /**
     * Send a command that takes something away, and wait until it is done. What is not there any more is fine: an
     * earlier command whose answer was lost may be at it, or may just have done it.
     */
    void takeAway(String activity, String command, Map<String, String> parameters) {
        try {
            work(activity, command, parameters);
        } catch (ProviderException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private Optional<JsonValue> result(String activity, String job) {
        JsonValue state = send(activity, "queryAsyncJobResult", Map.of("jobid", job));
        int status = (int) state.number("jobstatus");
        if (status == PENDING) {
            return Optional.empty();
        }
        if (status != DONE) {
            String code = state.text("jobresult", "errorcode");
            throw ProviderException.told(dialect, activity, 0, new ProviderError(
                    code.isEmpty() ? state.text("jobresultcode") : code, state.text("jobresult", "errortext")), job);
        }
        return Optional.of(state.at("jobresult"));
    }

    private Injector jclouds() {
        if (jclouds == null) {
            jclouds = calls.get("Opening jclouds", () -> new Contexts().with(new CloudStackModule()).of(API)
                    .endpoint(url).credentials(apiKey, secretKey).buildInjector());
        }
        return jclouds;
    }

    @Override
    public void close() {
        try (ProviderCalls ended = calls; CloudStackApi open = jclouds == null ? null : api()) {
            // Closing is all that is done.
        } catch (IOException e) {
            throw new MachineException(ErrorCode.INTERNAL, "Closing jclouds", e.toString(), e);
        }
    }
}
