package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks a service on the network from which address this computer is seen. Amazon's own answers with the address and a
 * newline, and takes nothing but the connection itself.
 */
final class CallerAddress {
    static final String DEFAULT_SERVICE = "https://checkip.amazonaws.com";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 100;

    private CallerAddress() {
    }

    /**
     * Return this computer's address as a range of one.
     *
     * @param ipv6 whether it must be an IPv6 address, or else an IPv4 one
     * @throws MachineException that names the option to give instead when it cannot be found out
     */
    static String range(String service, boolean ipv6) {
        String activity = "Asking " + service + " for this computer's public address";
        try {
            String said = ask(URI.create(service)).strip();
            if (said.length() > LONGEST || !AddressRange.valid(said) || AddressRange.isIpv6(said) != ipv6) {
                throw unknown(activity, "It did not answer with an " + (ipv6 ? "IPv6" : "IPv4") + " address.", null);
            }
            return AddressRange.of(said);
        } catch (IOException | IllegalArgumentException e) {
            throw unknown(activity, e.toString() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, activity, "The call was cancelled.", e);
        }
    }

    private static String ask(URI service) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(service).timeout(PATIENCE).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    private static MachineException unknown(String activity, String problem, Throwable cause) {
        return new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, activity,
                problem + " Say with --" + Ec2Options.ALLOW_FROM + " who may reach the machine's SSH and engine.",
                cause);
    }
}
