package dev.jmachine.driver.qemu;

import dev.jmachine.hypervisor.Handover;

/**
 * Makes the seed of our own images: a tar archive that the image's initrd unpacks over the root file system.
 *
 * <p>The same handover gives the same bytes, because the guest tells by them whether it has taken the seed over.
 */
final class SeedArchive {
    private static final int READABLE = 0644;
    private static final int READ_ONLY = 0444;
    private static final int SECRET = 0600;

    private SeedArchive() {
    }

    static byte[] of(Handover handover) {
        String name = handover.machineName();
        TarArchive archive = new TarArchive();
        archive.add("etc/hostname", READABLE, name + "\n");
        archive.add("etc/hosts", READABLE, "127.0.0.1 localhost\n127.0.1.1 " + name
                + "\n::1 localhost ip6-localhost ip6-loopback\n");
        archive.add("etc/machine-id", READ_ONLY, handover.machineId().replace("-", "") + "\n");
        archive.add("etc/resolv.conf", READABLE, "nameserver " + SharedNetwork.NAME_SERVER + "\n");
        archive.add("etc/ssh/ssh_host_ed25519_key", SECRET, handover.hostKey().privateKey());
        archive.add("etc/ssh/ssh_host_ed25519_key.pub", READABLE, handover.hostKey().publicKey() + "\n");
        archive.add("etc/jmachine/user", READABLE, handover.user() + "\n");
        archive.add("etc/jmachine/authorized_keys", READABLE, handover.authorizedKey().strip() + "\n");
        archive.add("etc/systemd/network/10-nat.network", READABLE, """
                [Match]
                MACAddress=%s

                [Link]
                RequiredForOnline=yes

                [Network]
                DHCP=ipv4
                LinkLocalAddressing=no
                IPv6AcceptRA=no

                [DHCPv4]
                UseHostname=no
                UseDNS=no
                UseNTP=no
                """.formatted(handover.network().outwardHardwareAddress()));
        archive.add("etc/systemd/network/20-shared.network", READABLE, """
                [Match]
                MACAddress=%s

                [Link]
                RequiredForOnline=no

                [Network]
                Address=%s
                LinkLocalAddressing=no
                IPv6AcceptRA=no
                """.formatted(handover.network().sharedHardwareAddress(), handover.network().sharedAddress()));
        return archive.toByteArray();
    }
}
