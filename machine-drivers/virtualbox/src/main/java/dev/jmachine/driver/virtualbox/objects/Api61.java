package dev.jmachine.driver.virtualbox.objects;

import java.util.List;

/** VirtualBox 6.1: clock and firmware belong to the machine itself. */
class Api61 implements ApiVersion {

    @Override
    public List<String> creation(String settingsFile, String name, String flags) {
        return List.of("settingsFile", settingsFile, "name", name, "groups", "/", "osTypeId", GUEST_SYSTEM,
                "flags", flags);
    }

    @Override
    public List<String> opening(String settingsFile) {
        return List.of("settingsFile", settingsFile);
    }

    @Override
    public void setBoard(Machine machine) {
        machine.call("setRTCUseUTC", "RTCUseUTC", "true");
        String firmware = machine.call("getBIOSSettings").text();
        machine.callOn("IBIOSSettings", firmware, "setIOAPICEnabled", "IOAPICEnabled", "true");
    }

    /** It runs on x86 alone. */
    @Override
    public String processorProblem(RemoteObject host) {
        return "";
    }
}
