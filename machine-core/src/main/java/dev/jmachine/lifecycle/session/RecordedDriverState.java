package dev.jmachine.lifecycle.session;

import dev.jmachine.json.JsonObject;
import dev.jmachine.spi.DriverState;
import dev.jmachine.store.MachineRecord;
import java.util.List;
import java.util.Map;

/** The {@code Driver} object of a machine's record, as its driver sees it. */
final class RecordedDriverState implements DriverState {
    private final MachineRecord record;

    RecordedDriverState(MachineRecord record) {
        this.record = record;
    }

    private JsonObject state() {
        return new JsonObject(record.driverState());
    }

    @Override
    public String text(String key) {
        return state().text(key);
    }

    @Override
    public long number(String key, long otherwise) {
        return state().number(key, otherwise);
    }

    @Override
    public boolean flag(String key) {
        return state().flag(key);
    }

    @Override
    public List<String> list(String key) {
        return state().list(key);
    }

    @Override
    public void save(Map<String, ?> values) {
        record.saveDriverState(values);
    }
}
