package dev.jmachine.lifecycle.session;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.HostKey;
import dev.jmachine.ssh.KnownHosts;
import dev.jmachine.ssh.OpenSshKeyPair;
import dev.jmachine.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The SSH keys of one machine, in files of its folder; each pair is made when it is first asked for. */
public final class MachineKeys {
    private static final String CLIENT_KEY = "id_ed25519";
    private static final String GIVEN_KEY = "id_rsa";
    private static final String HOST_KEY = "ssh_host_ed25519_key";

    private final String machine;
    private final Path folder;

    MachineKeys(String machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
    }

    /** Return the host keys pinned for the machine. */
    KnownHosts knownHosts() {
        return new KnownHosts(knownHostsFile(folder));
    }

    /** Return the file that holds them. */
    public static Path knownHostsFile(Path folder) {
        return folder.resolve("known_hosts");
    }

    /** Return the private key file with which this computer logs in. */
    Path clientKeyFile() {
        pair(CLIENT_KEY, "jmachine-" + machine);
        return folder.resolve(CLIENT_KEY);
    }

    /** Keep a copy of a private key of the user's, and of the public one beside it; return the copy of the former. */
    Path keep(Path privateFile) {
        Path copy = folder.resolve(GIVEN_KEY);
        copy(privateFile, copy);
        Path publicFile = publicFileOf(privateFile);
        if (Files.exists(publicFile)) {
            copy(publicFile, publicFileOf(copy));
        }
        return copy;
    }

    private static Path publicFileOf(Path privateFile) {
        return privateFile.resolveSibling(privateFile.getFileName() + ".pub");
    }

    private void copy(Path file, Path copy) {
        try {
            AtomicFile.write(copy, Files.readString(file));
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Copying the SSH key " + file + " of \"" + machine + "\"",
                    "It cannot be read, or the copy not be written: " + e, e);
        }
    }

    /** Return the public line of the key with which this computer logs in. */
    String clientPublicKey() {
        return pair(CLIENT_KEY, "jmachine-" + machine).publicKey();
    }

    /** Return the host key to hand over; pinned before it is returned. */
    HostKey hostKey() {
        OpenSshKeyPair pair = pair(HOST_KEY, "");
        if (knownHosts().keys(machine).isEmpty()) {
            knownHosts().pin(machine, pair.publicKey());
        }
        return new HostKey(pair.privateKey(), pair.publicKey());
    }

    private OpenSshKeyPair pair(String name, String comment) {
        Path privateFile = folder.resolve(name);
        Path publicFile = folder.resolve(name + ".pub");
        try {
            // The public file is written last: where it is there, the pair is whole.
            if (Files.exists(publicFile)) {
                return new OpenSshKeyPair(Files.readString(privateFile), Files.readString(publicFile).strip());
            }
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Reading the SSH keys of \"" + machine + "\"",
                    "The file cannot be read: " + e.getMessage(), e);
        }
        return write(OpenSshKeyPair.generateEd25519(comment), privateFile, publicFile);
    }

    private OpenSshKeyPair write(OpenSshKeyPair pair, Path privateFile, Path publicFile) {
        try {
            AtomicFile.write(privateFile, pair.privateKey());
            AtomicFile.write(publicFile, pair.publicKey() + "\n");
            return pair;
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_IO, "Writing the SSH keys of \"" + machine + "\"",
                    "The file cannot be written: " + e.getMessage(), e);
        }
    }
}
