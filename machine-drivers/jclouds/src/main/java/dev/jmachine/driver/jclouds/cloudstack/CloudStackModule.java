package dev.jmachine.driver.jclouds.cloudstack;

import com.google.inject.AbstractModule;
import com.google.inject.util.Modules;
import org.jclouds.cloudstack.config.CloudStackHttpApiModule;
import org.jclouds.http.HttpRetryHandler;
import org.jclouds.http.annotation.ClientError;
import org.jclouds.rest.ConfiguresHttpApi;
import org.jclouds.rest.config.BinderUtils;

/**
 * jclouds' own bindings with our {@link Commands} beside them, and without its handler for refusals: that is for logins
 * by password, and throws away what CloudStack says before it is read.
 */
@ConfiguresHttpApi
final class CloudStackModule extends AbstractModule {

    @Override
    protected void configure() {
        install(Modules.override(new CloudStackHttpApiModule()).with(new AbstractModule() {
            @Override
            protected void configure() {
                bind(HttpRetryHandler.class).annotatedWith(ClientError.class).toInstance(HttpRetryHandler.NEVER_RETRY);
            }
        }));
        BinderUtils.bindHttpApi(binder(), Commands.class);
    }
}
