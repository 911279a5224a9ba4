package dev.jmachine.driver.virtualbox.objects;

import java.util.List;

/**
 * VirtualBox 7.1 and 7.2: a machine is of a platform, x86 or ARM, which the clock belongs to; what was the BIOS's is
 * the firmware's. Between the two nothing has changed that this driver uses.
 */
final class Api71 implements ApiVersion {
    private static final String X86 = "x86";

    @Override
    public List<String> creation(String settingsFile, String name, String flags) {
        return List.of("settingsFile", settingsFile, "name", name, "platform", X86, "groups", "/",
                "osTypeId", GUEST_SYSTEM, "flags", flags, "cipher", "", "passwordId", "", "password", "");
    }

    @Override
    public List<String> opening(String settingsFile) {
        return List.of("settingsFile", settingsFile, "password", "");
    }

    @Override
    public void setBoard(Machine machine) {
        machine.callOn("IPlatform", machine.call("getPlatform").text(), "setRTCUseUTC", "RTCUseUTC", "true");
        String firmware = machine.call("getFirmwareSettings").text();
        machine.callOn("IFirmwareSettings", firmware, "setIOAPICEnabled", "IOAPICEnabled", "true");
    }

    @Override
    public String processorProblem(RemoteObject host) {
        String architecture = host.call("getArchitecture").text();
        return architecture.equals(X86) ? ""
                : "The host's processor is " + architecture + ", and this driver makes machines for x86 only.";
    }
}
