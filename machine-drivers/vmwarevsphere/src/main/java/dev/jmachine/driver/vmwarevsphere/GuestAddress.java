package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells the address at which a guest is reached, as VMware Tools report it. */
final class GuestAddress {

    private GuestAddress() {
    }

    /** Return the address, IPv4 before IPv6, of the first card that has one. */
    static Optional<String> of(VimSession session, ManagedObject machine) {
        Map<String, VimElement> guest = session.retrieve(
                "Asking for the guest's address", machine, "guest.net", "guest.ipAddress");
        return choose(cards(guest.get("guest.net")), guest.containsKey("guest.ipAddress")
                ? guest.get("guest.ipAddress").text() : "");
    }

    private static List<VimElement> cards(VimElement all) {
        return all == null ? List.of() : all.children();
    }

    /**
     * Choose among what is reported.
     *
     * @param cards the guest's networks; those of virtual cards bear the device's key, others such as Docker's bridges
     *     have a negative one
     * @param primary what Tools take for the guest's address; after the engine is installed it may be a bridge's
     */
    static Optional<String> choose(List<VimElement> cards, String primary) {
        Stream<String> ofCards = cards.stream()
                .filter(card -> !card.text("deviceConfigId").startsWith("-"))
                .flatMap(card -> card.all("ipAddress").stream().map(VimElement::text));
        return Stream.concat(ofCards, cards.isEmpty() ? Stream.of(primary) : Stream.empty())
                .filter(GuestAddress::usable)
                .min(Comparator.comparing(address -> address.contains(":")));
    }

    private static boolean usable(String address) {
        boolean linkLocal = address.startsWith("169.254.") || address.toLowerCase(Locale.ROOT).startsWith("fe80:");
        return !address.isEmpty() && !linkLocal;
    }
}
