package dev.jmachine.cli.command;

import dev.jmachine.cli.option.Arguments;
import dev.jmachine.cli.option.GlobalFlags;
import dev.jmachine.cli.option.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads docker-machine's four flags for certificate files, which must lie in one folder under their usual names. */
final class CertificateFlags {
    private static final List<String> NAMES = List.of("ca.pem", "ca-key.pem", "cert.pem", "key.pem");

    private CertificateFlags() {
    }

    static Optional<Path> folder(Arguments globals) {
        Path folder = null;
        for (int index = 0; index < NAMES.size(); index++) {
            String flag = GlobalFlags.CERTIFICATE_FILES.get(index);
            if (!globals.given(flag)) {
                continue;
            }
            Path file = Path.of(globals.text(flag)).toAbsolutePath();
            boolean elsewhere = folder != null && !folder.equals(file.getParent());
            if (elsewhere || !file.endsWith(NAMES.get(index))) {
                throw new UsageException("--" + flag + " " + file + ": certificate files must lie in one folder, as "
                        + String.join(", ", NAMES));
            }
            folder = file.getParent();
        }
        return Optional.ofNullable(folder);
    }
}
