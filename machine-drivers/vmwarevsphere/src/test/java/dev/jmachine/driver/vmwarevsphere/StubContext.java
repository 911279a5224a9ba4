package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A context that has nothing but texts of the machine's record: no secrets, no options. */
final class StubContext {

    private StubContext() {
    }

    static DriverContext of(Map<String, String> record) {
        DriverState state = proxy(DriverState.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "text" -> record.getOrDefault((String) arguments[0], "");
            case "number" -> arguments[1];
            case "flag" -> false;
            default -> throw new UnsupportedOperationException(method.getName());
        });
        return proxy(DriverContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "state" -> state;
            case "secret" -> "";
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
