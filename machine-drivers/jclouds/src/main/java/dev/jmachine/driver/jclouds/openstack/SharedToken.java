package dev.jmachine.driver.jclouds.openstack;

import com.google.common.base.Function;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.util.Map;
import org.jclouds.domain.Credentials;
import org.jclouds.openstack.keystone.auth.config.AuthenticationModule;
import org.jclouds.openstack.keystone.auth.config.CredentialTypes;
import org.jclouds.openstack.keystone.auth.domain.AuthInfo;
import org.jclouds.openstack.keystone.auth.functions.AuthenticatePasswordCredentials;

/** The token of one log-in for all APIs of a cloud; each of jclouds' contexts would log in for itself. For one thread. */
final class SharedToken {
    private AuthInfo token;

    /** Return jclouds' module for logging in with a password, for one context. */
    Module module() {
        return new AuthenticationModule() {
            @Override
            protected Map<String, Function<Credentials, AuthInfo>> authenticationMethods(Injector injector) {
                return Map.of(CredentialTypes.PASSWORD_CREDENTIALS,
                        forOneContext(injector.getInstance(AuthenticatePasswordCredentials.class)));
            }
        };
    }

    /** A context that asks a second time has been refused with the token that it had. */
    private Function<Credentials, AuthInfo> forOneContext(Function<Credentials, AuthInfo> login) {
        return new Function<>() {
            private AuthInfo had;

            @Override
            public AuthInfo apply(Credentials credentials) {
                if (token == null || token == had) {
                    token = login.apply(credentials);
                }
                had = token;
                return had;
            }
        };
    }
}
