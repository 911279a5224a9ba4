package dev.jmachine.driver.virtualbox;

import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.spi.DriverContext;

/**
 * Where VirtualBox keeps a machine: in the machine's folder of our store, or in a folder of its own on another
 * computer. The folder's name holds the machine's id, so that nothing in it can be anybody else's.
 *
 * @param context whose machine it is
 * @param local whether VirtualBox runs on this computer
 */
record SettingsFile(DriverContext context, boolean local) {

    /** Return VirtualBox's flags for making the machine. A file of its name can only be what an attempt has left. */
    String flags() {
        return "UUID=" + context.machineId() + ",forceOverwrite=1,directoryIncludesUUID=1";
    }

    /** Return its path on the computer that VirtualBox runs on. */
    String path(VirtualBox virtualBox) {
        String folder = local ? context.folder().toAbsolutePath().toString() : "";
        return virtualBox.settingsFile(context.machineName(), flags(), folder);
    }
}
