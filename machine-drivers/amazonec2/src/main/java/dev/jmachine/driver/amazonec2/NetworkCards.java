package dev.jmachine.driver.amazonec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** The network cards in security groups: as long as there is one, a group cannot be deleted. */
final class NetworkCards {
    private final Ec2Session ec2;
    private final String ownInstance;

    NetworkCards(Ec2Session ec2, String ownInstance) {
        this.ec2 = ec2;
        this.ownInstance = ownInstance;
    }

    /** Return the cards in a group. */
    List<NetworkInterface> in(String groupId) {
        return ec2.call("Looking for what is in the security group " + groupId, client -> client
                        .describeNetworkInterfaces(request -> request.filters(Ownership.filter("group-id", groupId))))
                .networkInterfaces();
    }

    /** Return whether a card that is not this machine's is in a group. */
    boolean anyOtherIn(String groupId) {
        return in(groupId).stream().anyMatch(card -> !isOwn(card));
    }

    private boolean isOwn(NetworkInterface card) {
        return card.attachment() != null && ownInstance.equals(card.attachment().instanceId());
    }
}
