package dev.jmachine.driver.softlayer;

import dev.jmachine.api.MachineState;
import dev.jmachine.cloud.Marks;
import dev.jmachine.cloud.Polling;
import dev.jmachine.cloud.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The virtual servers of the account. While a transaction runs on one it takes no orders; when it has been cancelled,
 * transactions take it back, until it is no longer found.
 */
final class Guests {
    private static final String SERVICE = "SoftLayer_Virtual_Guest";
    private static final String LISTING = "SoftLayer_Account/getVirtualGuests";
    private static final Duration PROVISIONING = Duration.ofMinutes(45);
    private static final Duration TRANSACTION = Duration.ofMinutes(15);
    private static final Duration SWITCH = Duration.ofMinutes(3);
    private static final Duration RECLAIM = Duration.ofMinutes(30);

    private final SoftLayer api;

    Guests(SoftLayer api) {
        this.api = api;
    }

    /** Return those that bear a tag, or were made to; looked for by their name, where it is known. */
    List<Guest> marked(GuestName name, String tag) {
        Map<String, ?> filter = name.hostname().isEmpty() ? tagFilter(tag)
                : Map.of("hostname", is(name.hostname()), "domain", is(name.domain()));
        return list(Guest.MASK_WITH_USER_DATA, filter).stream().filter(guest -> guest.bears(tag)).toList();
    }

    /** Return all that bear a tag of ours, and maybe others. */
    List<Guest> tagged() {
        return list(Guest.MASK, tagFilter("^= " + Marks.TAG));
    }

    private List<Guest> list(String mask, Map<String, ?> filter) {
        return api.list("Looking for virtual servers", LISTING, mask, Map.of("virtualGuests", filter))
                .stream().map(Guest::new).toList();
    }

    private static Map<String, ?> tagFilter(String operation) {
        return Map.of("tagReferences", Map.of("tag", Map.of("name", is(operation))));
    }

    private static Map<String, String> is(String operation) {
        return Map.of("operation", operation);
    }

    Optional<Guest> find(long id) {
        return api.find("Looking for the virtual server " + id, SERVICE + "/" + id, Guest.MASK).map(Guest::new);
    }

    /** Have an order checked that would make a virtual server; nothing is ordered. */
    void verify(Map<String, ?> template) {
        String activity = "Checking the options with IBM Cloud";
        Object order = api.post(activity, SERVICE + "/generateOrderTemplate", template).value();
        api.post(activity, "SoftLayer_Product_Order/verifyOrder", order);
    }

    Guest make(Map<String, ?> template) {
        return new Guest(api.post("Creating the virtual server " + template.get("hostname"), SERVICE, template));
    }

    /** Add a tag; the API sets them all at once. */
    void tag(Guest guest, String tag) {
        String tags = Stream.concat(guest.tags().stream(), Stream.of(tag)).collect(Collectors.joining(","));
        api.post("Tagging the virtual server " + guest.id(), SERVICE + "/" + guest.id() + "/setTags", tags);
    }

    /** Wait until a virtual server has been made, and has an address in a network. */
    Guest awaitProvisioned(long id, GuestNetwork network) {
        return Polling.within(PROVISIONING).find("the virtual server " + id + " to be provisioned",
                () -> Optional.of(get(id))
                        .filter(guest -> guest.isProvisioned() && !network.address(guest).isEmpty()));
    }

    /** Have something done to a virtual server, and wait until it is in a state. */
    void act(long id, String method, MachineState wanted) {
        awaitIdle(id);
        try {
            api.get("Asking for " + method + " of the virtual server " + id, SERVICE + "/" + id + "/" + method);
        } catch (ProviderException e) {
            // Its state is told late: what was asked for before may have been done.
            if (!e.providerCode().contains("_Already")) {
                throw e;
            }
        }
        Polling.within(SWITCH).until("the virtual server " + id + " to be " + wanted.displayName(),
                () -> Optional.of(get(id)).filter(guest -> guest.state() == wanted && !guest.isBusy()).isPresent());
    }

    private void awaitIdle(long id) {
        Polling.within(TRANSACTION).until("the transaction on the virtual server " + id + " to end",
                () -> !get(id).isBusy());
    }

    private Guest get(long id) {
        return new Guest(api.require("Looking for the virtual server " + id, SERVICE + "/" + id, Guest.MASK));
    }

    /** Cancel a virtual server and wait until it is gone; fine when it is gone already. */
    void delete(long id) {
        // One that is being made cannot be cancelled; one that is being taken back is gone in the end.
        Polling.within(PROVISIONING).until("the transaction on the virtual server " + id + " to end",
                () -> find(id).filter(Guest::isBusy).isEmpty());
        api.delete("Cancelling the virtual server " + id, SERVICE + "/" + id);
        Polling.within(RECLAIM).until("the virtual server " + id + " to be gone", () -> find(id).isEmpty());
    }
}
