package dev.jmachine.engine;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an engine answered to a request of its API.
 *
 * @param request the request, such as {@code GET /nodes at tcp://192.0.2.7:2376}, for messages
 * @param status the HTTP status
 * @param body the body; an engine's refusal has a message in it
 */
public record EngineAnswer(String request, int status, byte[] body) {
    private static final int FIRST_REFUSAL = 400;
    private static final int LONGEST_MESSAGE = 500;
    private static final Json JSON = new Json();

    /** Return whether the engine did what it was asked for. */
    public boolean accepted() {
        return status < FIRST_REFUSAL;
    }

    /** Return what the engine says of its refusal. */
    public String message() {
        try {
            String message = new JsonObject(JSON.read(body)).text("message").strip();
            if (!message.isEmpty()) {
                return message;
            }
        } catch (IOException e) {
            // Then the text itself is all there is.
        }
        String text = text().strip();
        return text.isEmpty() ? "HTTP status " + status
                : text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
    }

    /**
     * Return this answer if it is not a refusal.
     *
     * @throws MachineException with {@link ErrorCode#ENGINE_REFUSED} and what the engine says
     */
    public EngineAnswer orThrow() {
        if (!accepted()) {
            throw new MachineException(ErrorCode.ENGINE_REFUSED, "Asking the engine: " + request, message());
        }
        return this;
    }

    /**
     * Return the body as an object.
     *
     * @throws MachineException with {@link ErrorCode#ENGINE_REFUSED} for a refusal, with
     *     {@link ErrorCode#ENGINE_UNREACHABLE} if it is anything else
     */
    public JsonObject object() {
        orThrow();
        try {
            return new JsonObject(JSON.read(body));
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Return the body as a list of objects; fails as {@link #object()} does. */
    public List<JsonObject> objects() {
        orThrow();
        try {
            return JsonObject.objects(JSON.readArray(body));
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Return the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private MachineException malformed(IOException cause) {
        return new MachineException(ErrorCode.ENGINE_UNREACHABLE, "Asking the engine: " + request,
                "Its answer is malformed: " + cause.getMessage() + ".", cause);
    }
}
