package dev.jmachine.driver.virtualbox;

import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.service.LocalService;
import dev.jmachine.driver.virtualbox.service.VirtualBoxInstallation;
import dev.jmachine.driver.virtualbox.soap.SoapClient;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.spi.DriverContext;
import java.net.URI;
import java.time.Duration;

/** A session with VirtualBox, through a web service that is started for it here or that runs elsewhere. */
final class Connection implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(60);

    private final AutoCloseableService service;
    private final SoapClient client;
    private final VirtualBox virtualBox;

    /** A service that ends with the connection, or not. */
    @FunctionalInterface
    private interface AutoCloseableService extends AutoCloseable {
        @Override
        void close();
    }

    private Connection(AutoCloseableService service, SoapClient client, String user, String password) {
        this.service = service;
        this.client = client;
        try {
            virtualBox = VirtualBox.logOn(client, user, password);
        } catch (RuntimeException e) {
            closeService();
            throw e;
        }
    }

    static Connection open(DriverContext context, ServiceSettings settings) {
        if (!settings.local()) {
            return new Connection(() -> { }, new SoapClient(URI.create(settings.url()), CALL), settings.user(),
                    context.secret(VirtualBoxOptions.PASSWORD));
        }
        LocalService local =
                LocalService.use(VirtualBoxInstallation.find(settings.programs()), context.sharedFolder());
        return new Connection(local::close, new SoapClient(local.address(), CALL), local.user(), local.password());
    }

    VirtualBox virtualBox() {
        return virtualBox;
    }

    /** End the session. The service ends one by itself that it hears nothing of for minutes. */
    @Override
    public void close() {
        try {
            virtualBox.close();
        } catch (VirtualBoxFault e) {
            System.getLogger(Connection.class.getName()).log(System.Logger.Level.DEBUG, "session not ended", e);
        } finally {
            closeService();
        }
    }

    private void closeService() {
        client.close();
        service.close();
    }
}
