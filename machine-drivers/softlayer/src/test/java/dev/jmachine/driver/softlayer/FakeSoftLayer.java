package dev.jmachine.driver.softlayer;

import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.FakeRestApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A simulator of the parts of SoftLayer's API that the driver uses, written after its public reference and what public
 * clients know of it: masks and filters, virtual servers that take no orders while a transaction runs, failures with
 * the status 500 in the API's own form. A virtual server's public address is this computer's loopback address.
 */
final class FakeSoftLayer extends FakeRestApi {
    static final String USER = "SL123456";
    static final String API_KEY = "secret-api-key";
    private static final String ROOT = "/rest/v3.1/";
    private static final String CONTAINER = "SoftLayer_Container_Product_Order_Virtual_Guest";

    private final Map<Long, FakeGuest> guests = new LinkedHashMap<>();
    private final Map<Long, Map<String, Object>> keys = new LinkedHashMap<>();
    private final List<JsonValue> created = new ArrayList<>();
    private long lastId = 1000;
    private int limit = 10;
    private boolean saturated;

    /** Return where the API begins, behind the simulator's or a proxy's address. */
    static String endpoint(Object server) {
        return server + "/rest/v3.1";
    }

    /** Let the account have so many virtual servers at most. */
    synchronized void limitTo(int most) {
        limit = most;
    }

    /** Have no room left in the data center. */
    synchronized void saturate() {
        saturated = true;
    }

    /** Return the templates that virtual servers were made from. */
    synchronized List<JsonValue> created() {
        return List.copyOf(created);
    }

    /** Return the only virtual server. */
    synchronized FakeGuest guest() {
        return guests.values().iterator().next();
    }

    /** Have all virtual servers vanish, as when somebody cancels them on the web page. */
    synchronized void loseGuests() {
        guests.clear();
    }

    /** Put a virtual server there that runs, and return its number. */
    synchronized long addGuest(String hostname, String domain) {
        FakeGuest guest = new FakeGuest(++lastId, Map.of("hostname", hostname, "domain", domain));
        guest.become("RUNNING");
        guests.put(lastId, guest);
        return lastId;
    }

    /** Put a key into the account, and return its number. */
    synchronized long addKey(String label, String publicKey) {
        keys.put(++lastId, Map.of("id", lastId, "label", label, "key", publicKey));
        return lastId;
    }

    /** Return the numbers of all that is there. */
    synchronized List<Long> things() {
        return Stream.concat(guests.keySet().stream(), keys.keySet().stream()).toList();
    }

    @Override
    protected Reply answer(Request request, String requestId) {
        String expected = Base64.getEncoder().encodeToString((USER + ":" + API_KEY).getBytes(StandardCharsets.UTF_8));
        try {
            if (!request.authorization().equals("Basic " + expected)) {
                throw new Refusal(401, "InvalidLegacyToken", "Invalid API token.");
            }
            if (!request.path().startsWith(ROOT) || !request.path().endsWith(".json")) {
                throw new Refusal(404, "Public", "Service does not exist");
            }
            String[] path = request.path().substring(ROOT.length()).replace(".json", "").split("/");
            return Reply.json(200, Map.of(), call(request, path));
        } catch (Refusal e) {
            return failure(e.status, e.exception, e.getMessage(), requestId);
        }
    }

    private Object call(Request request, String[] path) {
        return switch (path[0] + (path.length > 1 && !isId(path[1]) ? "::" + path[1] : "")) {
            case "SoftLayer_Account::getVirtualGuests" -> list(request, "virtualGuests",
                    guests.values().stream().map(FakeGuest::toJson).toList());
            case "SoftLayer_Account::getSshKeys" -> list(request, "sshKeys", List.copyOf(keys.values()));
            case "SoftLayer_Virtual_Guest::generateOrderTemplate" -> order(parameter(request));
            case "SoftLayer_Product_Order::verifyOrder" -> verified(parameter(request));
            case "SoftLayer_Virtual_Guest" -> path.length == 1 ? make(parameter(request)) : guest(request, path);
            case "SoftLayer_Security_Ssh_Key" -> path.length == 1 ? key(parameter(request)) : deleteKey(path[1]);
            default -> throw new Refusal(404, "Public", "Service does not exist");
        };
    }

    private static boolean isId(String text) {
        return text.matches("\\d+");
    }

    private static Object firstParameter(Request request) {
        return ((List<?>) request.body().get("parameters")).get(0);
    }

    private static JsonValue parameter(Request request) {
        return new JsonValue(firstParameter(request));
    }

    private static List<Map<String, Object>> list(Request request, String kind, List<Map<String, Object>> all) {
        JsonValue filter = parse(request.query().get("objectFilter")).at(kind);
        String[] range = request.query().get("resultLimit").split(",");
        return all.stream().filter(object -> ObjectQuery.matches(object, (Map<?, ?>) filter.value()))
                .skip(Long.parseLong(range[0])).limit(Long.parseLong(range[1]))
                .map(object -> ObjectQuery.masked(object, request.query().get("objectMask"))).toList();
    }

    private static JsonValue parse(String json) {
        try {
            return JsonValue.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> order(JsonValue template) {
        requireOneOf(template.text("datacenter", "name"), Set.of("dal10", "fra02"),
                "Order_InvalidLocation", "The location provided for this order is invalid.");
        boolean image = !template.text("blockDeviceTemplateGroup", "globalIdentifier").isEmpty();
        requireOneOf(image ? "DEBIAN_12_64" : template.text("operatingSystemReferenceCode"),
                Set.of("DEBIAN_12_64", "UBUNTU_24_64"), "Public", "Invalid operating system reference code provided.");
        String flavor = template.text("supplementalCreateObjectOptions", "flavorKeyName");
        requireOneOf(flavor, Set.of("", "B1_1X2X25"), "Public", "The flavor " + flavor + " is not available.");
        if (flavor.isEmpty() == (template.number("startCpus") == 0)) {
            throw new Refusal(500, "MissingCreationProperty", "The property 'startCpus' must be set to create an"
                    + " instance of 'SoftLayer_Virtual_Guest'.");
        }
        return Map.of("complexType", CONTAINER, "useHourlyPricing", template.flag("hourlyBillingFlag"),
                "quantity", 1, "prices", List.of(Map.of("id", 45466)));
    }

    private static void requireOneOf(String value, Set<String> known, String exception, String sentence) {
        if (!known.contains(value)) {
            throw new Refusal(500, exception, sentence);
        }
    }

    private Object verified(JsonValue order) {
        requireOneOf(order.text("complexType"), Set.of(CONTAINER), "Public", "Invalid container specified.");
        requireRoom();
        return order.value();
    }

    private void requireRoom() {
        if (guests.size() >= limit) {
            throw new Refusal(500, "Public", "This order would exceed the limit of computing instances.");
        }
        if (saturated) {
            throw new Refusal(500, "Virtual_Host_Pool_InsufficientResources", "Could not place order. There are"
                    + " insufficient resources behind router bcr01a.dal10 to fulfill the request.");
        }
    }

    private Map<String, Object> make(JsonValue template) {
        order(template);
        requireRoom();
        for (JsonValue key : template.each("sshKeys")) {
            require(keys, key.number("id"));
        }
        created.add(template);
        FakeGuest guest = new FakeGuest(++lastId, objectOf(template));
        guests.put(guest.id(), guest);
        return ObjectQuery.masked(guest.toJson(), "mask[id,hostname,domain]");
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys than texts.
    private static Map<String, Object> objectOf(JsonValue value) {
        return (Map<String, Object>) value.value();
    }

    private static <T> T require(Map<Long, T> things, long id) {
        if (!things.containsKey(id)) {
            throw new Refusal(404, "ObjectNotFound", "Unable to find object with id of '" + id + "'.");
        }
        return things.get(id);
    }

    private Object guest(Request request, String[] path) {
        FakeGuest guest = require(guests, Long.parseLong(path[1]));
        if (path.length == 2 && request.method().equals("GET")) {
            Map<String, Object> told = guest.look();
            if (guest.isGone()) {
                guests.remove(guest.id());
            }
            return ObjectQuery.masked(told, request.query().get("objectMask"));
        }
        if (path.length == 3 && path[2].equals("setTags")) {
            guest.tag(List.of(((String) firstParameter(request)).split(",")));
            return true;
        }
        return act(guest, path.length == 2 ? request.method() : path[2]);
    }

    private static Object act(FakeGuest guest, String action) {
        if (guest.isBusy()) {
            throw new Refusal(500, "Virtual_Guest_ActiveTransactionExists",
                    "There is currently an outstanding transaction for this cloud instance.");
        }
        if (action.startsWith("powerOff") && guest.is("HALTED")) {
            throw new Refusal(500, "Virtual_Guest_AlreadyHalted",
                    "Failed to halt guest as it has already been halted");
        }
        guest.begin(switch (action) {
            case "DELETE" -> "GONE";
            case "powerOff", "powerOffSoft" -> "HALTED";
            case "powerOn", "resume", "rebootSoft" -> "RUNNING";
            default -> throw new Refusal(500, "Public",
                    "Function (\"" + action + "\") is not a valid method for this service.");
        });
        return true;
    }

    private Map<String, Object> key(JsonValue key) {
        if (keys.values().stream().anyMatch(known -> known.get("key").equals(key.text("key")))) {
            throw new Refusal(500, "Public", "SSH key already exists.");
        }
        return keys.get(addKey(key.text("label"), key.text("key")));
    }

    private Object deleteKey(String id) {
        require(keys, Long.parseLong(id));
        keys.remove(Long.parseLong(id));
        return true;
    }

    static Reply failure(int status, String exception, String sentence, String requestId) {
        return Reply.json(status, Map.of("X-Request-ID", requestId),
                Map.of("error", sentence, "code", "SoftLayer_Exception_" + exception));
    }

    /** What the API refuses, and how it says so. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String exception;

        Refusal(int status, String exception, String sentence) {
            super(sentence);
            this.status = status;
            this.exception = exception;
        }
    }
}
