package dev.jmachine.driver.virtualbox.objects;

import java.util.ArrayList;
import java.util.List;

/** VirtualBox 7.0: machines can be encrypted, so creating one takes a cipher and a password. */
final class Api70 extends Api61 {

    @Override
    public List<String> creation(String settingsFile, String name, String flags) {
        List<String> arguments = new ArrayList<>(super.creation(settingsFile, name, flags));
        arguments.addAll(List.of("cipher", "", "passwordId", "", "password", ""));
        return arguments;
    }

    @Override
    public List<String> opening(String settingsFile) {
        return List.of("settingsFile", settingsFile, "password", "");
    }
}
