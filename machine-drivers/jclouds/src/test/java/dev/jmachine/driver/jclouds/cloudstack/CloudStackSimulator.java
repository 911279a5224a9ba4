package dev.jmachine.driver.jclouds.cloudstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.testkit.FakeRestApi;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A simulator of CloudStack's API, as its public reference describes it: signed commands by GET or POST, jobs that end
 * later, failures by numbers of CloudStack's own. https://cloudstack.apache.org/api/apidocs-4.20/
 */
final class CloudStackSimulator extends FakeRestApi {
    /** The keys of the documentation's example. */
    static final String API_KEY =
            "plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg";
    static final String SECRET_KEY =
            "VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ";
    /** How long virtual machines take; what is done to networks is done when it is asked after. */
    private static final long MACHINE_NANOS = 10_000_000;

    /** A failure in CloudStack's terms. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Refusal(int code, String sentence) {
            super(sentence);
            this.code = code;
        }

        Map<String, Object> told() {
            return Map.of("errorcode", code, "errortext", getMessage());
        }
    }

    /** A job: what it does when its time has come, and what came of it. */
    private static final class Job {
        private final long due;
        private final Supplier<Map<String, Object>> work;
        private Map<String, Object> result;
        private int status;

        Job(long nanos, Supplier<Map<String, Object>> work) {
            this.due = System.nanoTime() + nanos;
            this.work = work;
        }

        void proceed() {
            if (status != 0 || System.nanoTime() < due) {
                return;
            }
            try {
                result = work.get();
                status = 1;
            } catch (Refusal e) {
                result = e.told();
                status = 2;
            }
        }
    }

    private final Map<String, Job> jobs = new HashMap<>();
    private final SimulatedCloud cloud = new SimulatedCloud(
            work -> begin(MACHINE_NANOS, work), work -> begin(0, work));

    /** Return what the simulated cloud holds. Look and change while nothing is asked. */
    SimulatedCloud cloud() {
        return cloud;
    }

    String apiUrl() {
        return url() + "/client/api";
    }

    @Override
    protected synchronized Reply answer(Request request, String requestId) {
        jobs.values().forEach(Job::proceed);
        Map<String, String> fields = new HashMap<>(request.query());
        request.body().forEach((name, value) -> fields.put(name, value.toString()));
        String command = String.valueOf(fields.get("command"));
        String envelope = command.toLowerCase(Locale.ROOT) + "response";
        try {
            if (!request.path().equals("/client/api") || !"json".equals(fields.get("response"))) {
                throw new Refusal(430, "There is no API here.");
            }
            authenticate(fields);
            return Reply.json(200, Map.of(), Map.of(envelope, command.equals("queryAsyncJobResult")
                    ? state(fields.get("jobid")) : cloud.execute(command, fields, request.method())));
        } catch (Refusal e) {
            Map<String, Object> told = new HashMap<>(e.told());
            told.put("cserrorcode", 9999);
            return Reply.json(e.code, Map.of(), Map.of(envelope, told));
        }
    }

    private Map<String, Object> state(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new Refusal(431, "Invalid parameter jobid value=" + id + ", or entity does not exist");
        }
        Map<String, Object> state = new HashMap<>(Map.of("jobid", id, "jobstatus", job.status, "jobprocstatus", 0));
        if (job.status != 0) {
            state.put("jobresult", job.result);
            state.put("jobresulttype", "object");
            state.put("jobresultcode", job.status == 1 ? 0 : job.result.get("errorcode"));
        }
        return state;
    }

    private String begin(long nanos, Supplier<Map<String, Object>> work) {
        String id = SimulatedCloud.newId();
        jobs.put(id, new Job(nanos, work));
        return id;
    }

    /** Names in order, values encoded, all in lower case: HMAC-SHA1 of that under the secret key. */
    private static void authenticate(Map<String, String> fields) {
        Map<String, String> signed = new TreeMap<>(fields);
        String signature = signed.remove("signature");
        String text = signed.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&")).toLowerCase(Locale.ROOT);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET_KEY.getBytes(UTF_8), "HmacSHA1"));
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
            if (!API_KEY.equals(fields.get("apiKey")) || !expected.equals(signature)) {
                throw new Refusal(401, "unable to verify user credentials and/or request signature");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
