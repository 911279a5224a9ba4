package dev.jmachine.driver.amazonec2;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The key pair that Amazon knows a machine's login key by. */
final class KeyPairs {
    private final Ec2Session ec2;
    private final DriverContext context;

    KeyPairs(Ec2Session ec2, DriverContext context) {
        this.ec2 = ec2;
        this.context = context;
    }

    /** Check what the options say of keys. */
    void check(DriverOptions options) {
        String name = options.text(Ec2Options.KEY_PAIR);
        String file = options.text(Ec2Options.SSH_KEY_PATH);
        Require.that(name.isEmpty() || !file.isEmpty(), Ec2Options.KEY_PAIR, name,
                "An existing key pair needs its private key: --" + Ec2Options.SSH_KEY_PATH + ".");
        Require.that(file.isEmpty() || Files.isReadable(Path.of(file)), Ec2Options.SSH_KEY_PATH, file,
                "It cannot be read.");
        if (!name.isEmpty()) {
            ec2.call("Looking for the key pair " + name, client ->
                    client.describeKeyPairs(request -> request.keyNames(name)));
        } else if (!file.isEmpty()) {
            publicKey(file);
        }
    }

    /** Import the key under its saved name, unless it is there. */
    void ensure(Map<String, String> tags) {
        DriverState state = context.state();
        if (state.flag(StateKeys.EXISTING_KEY)) {
            return;
        }
        String name = state.text(StateKeys.KEY_NAME);
        String file = context.options().text(Ec2Options.SSH_KEY_PATH);
        String key = file.isEmpty() ? context.clientPublicKey() : publicKey(file);
        context.progress("Importing the key pair " + name);
        try {
            ec2.call("Importing the key pair " + name, client -> client.importKeyPair(request -> request
                    .keyName(name)
                    .publicKeyMaterial(SdkBytes.fromUtf8String(key.strip()))
                    .tagSpecifications(Ownership.of(context).machineTags(ResourceType.KEY_PAIR, tags))));
        } catch (MachineException e) {
            // An earlier attempt has made it: the name holds the machine's id.
            if (!Ec2Failures.code(e).equals("InvalidKeyPair.Duplicate")) {
                throw e;
            }
        }
    }

    /** Delete it, unless it was there before; Amazon says nothing when it is gone already. */
    void remove() {
        DriverState state = context.state();
        String saved = state.text(StateKeys.KEY_NAME);
        String name = saved.isEmpty() ? Ownership.of(context).keyName() : saved;
        if (!state.flag(StateKeys.EXISTING_KEY)) {
            ec2.call("Deleting the key pair " + name,
                    client -> client.deleteKeyPair(request -> request.keyName(name)));
        }
    }

    private static String publicKey(String privateKeyFile) {
        Path file = Path.of(privateKeyFile + ".pub");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the public key " + file,
                    e + ". It lies beside the private key of --" + Ec2Options.SSH_KEY_PATH + ".", e);
        }
    }
}
