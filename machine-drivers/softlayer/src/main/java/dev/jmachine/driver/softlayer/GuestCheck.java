package dev.jmachine.driver.softlayer;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.Marks;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.FailureKind;

/** Looks whether a virtual server can be made as asked for, before anything is made. */
final class GuestCheck {
    private final DriverContext context;

    GuestCheck(DriverContext context) {
        this.context = context;
    }

    /** Check what can be known without the provider, and then have it check the order. */
    void run(SoftLayer api) {
        GuestSettings settings = GuestSettings.of(context);
        OptionFiles.read(SoftLayerOptions.USER_DATA, context.options().text(SoftLayerOptions.USER_DATA));
        Guests guests = new Guests(api);
        // An earlier attempt may have used up what there is.
        if (guests.marked(settings.name(), Marks.tag(context)).isEmpty()) {
            verify(guests, settings);
        }
    }

    private static void verify(Guests guests, GuestSettings settings) {
        try {
            guests.verify(settings.toTemplate());
        } catch (ProviderException e) {
            if (e.kind() == FailureKind.OTHER || e.kind() == FailureKind.NOT_FOUND) {
                throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, e.activity(), e.problem(), e);
            }
            throw e;
        }
    }
}
