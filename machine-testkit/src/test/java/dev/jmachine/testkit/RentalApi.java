package dev.jmachine.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider that rents servers: {@code PUT}, {@code GET}, {@code POST .../on|off} and {@code DELETE /servers/NAME}. */
final class RentalApi extends FakeRestApi {
    /** The servers, with whether each is on. */
    final Map<String, Boolean> servers = new ConcurrentHashMap<>();

    @Override
    protected Reply answer(Request request, String requestId) {
        String[] path = request.path().split("/");
        Map<String, String> headers = Map.of("request-id", requestId);
        switch (request.method()) {
            case "PUT" -> servers.putIfAbsent(path[2], true);
            case "POST" -> servers.computeIfPresent(path[2], (name, was) -> path[3].equals("on"));
            case "DELETE" -> servers.remove(path[2]);
            default -> {
                if (!servers.containsKey(path[2])) {
                    return new Reply(404, headers, "");
                }
            }
        }
        return Reply.json(200, headers, Map.of("on", servers.getOrDefault(path[2], false)));
    }
}
