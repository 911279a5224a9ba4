package dev.jmachine.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedRecordTest {

    private static DaemonJson json(String text) {
        return DaemonJson.parse(text.replace('\'', '"'), "daemon.json");
    }

    private static ManagedRecord record(String theirs, String ours) {
        return new ManagedRecord(List.of(ManagedKeys.between(json(theirs), json(ours))), theirs, "", false);
    }

    private static ManagedRecord reread(ManagedRecord record) {
        return ManagedRecord.parse(record.render(), "");
    }

    @Test
    void whatWasAddedReplacedAndTakenOutIsUndone() {
        String theirs = "{'hosts':['fd://'],'log-level':'warn','labels':['a=1'],'log-opts':{'tag':'x'},'mtu':1400}";
        String ours = "{'log-level':'info','labels':['a=1','b=2'],'log-opts':{'tag':'x','max-file':'3'},'mtu':1400,"
                + "'storage-driver':'overlay2'}";

        assertThat(reread(record(theirs, ours)).undo(json(ours))).isEqualTo(json(theirs));
    }

    @Test
    void whatTheOwnerHasChangedSinceIsKept() {
        ManagedRecord record = reread(record("{'labels':['a=1'],'log-opts':{'tag':'x'},'hosts':['fd://']}",
                "{'labels':['a=1','b=2'],'log-opts':{'tag':'y','max-file':'3'},'storage-driver':'overlay2'}"));

        assertThat(record.undo(json("{'labels':['b=2','c=3'],'log-opts':{'tag':'y','max-file':'3','max-size':'1m'},"
                + "'storage-driver':'btrfs','hosts':['tcp://127.0.0.1:1'],'debug':true}")))
                .isEqualTo(json("{'labels':['c=3'],'log-opts':{'tag':'x','max-size':'1m'},'storage-driver':'btrfs',"
                        + "'hosts':['tcp://127.0.0.1:1'],'debug':true}"));
    }

    @Test
    void aListThatHeldOnlyOursGoesAway() {
        assertThat(reread(record("{}", "{'labels':['b=2','c=3']}")).undo(json("{'labels':['c=3']}")))
                .isEqualTo(json("{}"));
    }

    @Test
    void betweenTwoChangesEitherOfWhichMayBeInTheFileBothAreUndone() {
        String theirs = "{'labels':['mine=1'],'log-level':'warn'}";
        String before = "{'labels':['mine=1','a=1'],'log-level':'info'}";
        String after = "{'labels':['mine=1','b=2'],'log-level':'debug'}";
        ManagedRecord begun = reread(record(theirs, after).over(record(theirs, before)));

        assertThat(begun.undo(json(before))).isEqualTo(json(theirs));
        assertThat(begun.undo(json(after))).isEqualTo(json(theirs));
        assertThat(begun.undo(json(theirs))).isEqualTo(json(theirs));
    }

    @Test
    void numbersTextsAndOrderSurvive() {
        String text = "{'z':1,'a':9007199254740993,'f':1.5,'b':true,'n':null,'t':'ü'}";

        assertThat(json(json(text).render()).values()).containsExactlyEntriesOf(json(text).values());
        assertThat(json(text).values().get("a")).isEqualTo(9007199254740993L);
    }

    @Test
    void aRecordOfAnotherVersionOrADamagedOneIsNotGuessedAt() {
        assertThatThrownBy(() -> ManagedRecord.parse("{\"Version\": 2}", ""))
                .isInstanceOf(MachineException.class).hasMessageContaining("version 2");
        assertThatThrownBy(() -> ManagedRecord.parse("{\"Version\": ", "")).isInstanceOf(MachineException.class);
    }
}
