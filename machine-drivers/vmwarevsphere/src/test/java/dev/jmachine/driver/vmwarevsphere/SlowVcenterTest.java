package dev.jmachine.driver.vmwarevsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.VimException;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.spi.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real vCenter does and the simulator does not: tasks take time, lists come in parts, proxies answer. */
class SlowVcenterTest {
    private static final ManagedObject TASK = new ManagedObject("Task", "task-7");
    private static final Map<String, String> CLONING =
            Map.of(OwnMachine.INSTANCE_UUID, "uuid-1", OwnMachine.CLONING, "vm-1");

    private final FakeVim vcenter = new FakeVim();

    @AfterEach
    void close() {
        vcenter.close();
    }

    @Test
    void aCloneWhoseBeginWasNotAnsweredIsWaitedForBeforeItIsLookedFor() {
        vcenter.answerProperties(task("task-7", "vm-1", "running"), task("task-8", "vm-2", "running"),
                        task("task-9", "vm-1", "success"))
                .answerProperties(task("task-7", "vm-1", "running"))
                .answerProperties(task("task-7", "vm-1", "success"))
                .answer("FindByUuid", "<returnval type=\"VirtualMachine\">vm-9</returnval>");

        assertThat(find(CLONING).map(machine -> machine.reference().value())).contains("vm-9");
        assertThat(vcenter.calls()).containsExactly("RetrieveServiceContent", "Login", "RetrievePropertiesEx",
                "RetrievePropertiesEx", "RetrievePropertiesEx", "FindByUuid", "Logout");
    }

    @Test
    void aCloneThatFailedMeanwhileIsNotThere() {
        vcenter.answerProperties(task("task-7", "vm-1", "queued"))
                .answerProperties(failedTask());

        assertThat(find(CLONING)).isEmpty();
    }

    @Test
    void aMachineThatWasGivenAnotherUuidIsTheOneAtItsPathWithItsNotes() {
        Map<String, String> made = Map.of(OwnMachine.INSTANCE_UUID, "uuid-1", OwnMachine.PATH, "/dc/vm/web");
        for (String notes : List.of("Made by jmachine. jmachine-id=uuid-1", "jmachine-id=uuid-2")) {
            vcenter.answer("RetrieveServiceContent", FakeVim.SERVICES)
                    .answer("FindByInventoryPath", "<returnval type=\"VirtualMachine\">vm-9</returnval>")
                    .answerProperties(FakeVim.property("VirtualMachine", "vm-9", "config.annotation", notes));
            assertThat(find(made).isPresent()).isEqualTo(notes.endsWith("uuid-1"));
        }
    }

    @Test
    void whereNoCloneWasBegunNoTaskIsAskedFor() {
        find(Map.of(OwnMachine.INSTANCE_UUID, "uuid-1"));

        assertThat(vcenter.calls()).containsExactly("RetrieveServiceContent", "Login", "FindByUuid", "Logout");
    }

    @Test
    void aTaskTellsHowFarItHasComeAndHowItFailed() {
        vcenter.answerProperties(FakeVim.property("Task", "task-7", "info",
                        "<state>running</state><progress>40</progress>"))
                .answerProperties(failedTask());
        List<Integer> progress = new ArrayList<>();

        try (VimSession session = vcenter.login()) {
            assertThatThrownBy(() -> session.task("Cloning", TASK).await(Duration.ofSeconds(20), progress::add))
                    .isInstanceOf(VimException.class)
                    .hasMessageContaining("vSphere answers NoDiskSpace: Insufficient disk space on datastore 'a'.");
        }
        assertThat(progress).containsExactly(40);
    }

    @Test
    void aListThatComesInPartsIsReadToItsEnd() {
        vcenter.answer("CreateContainerView", "<returnval type=\"ContainerView\">view-1</returnval>")
                .answerProperties("<token>1</token>", FakeVim.property("Datastore", "ds-1", "name", "a"))
                .answer("ContinueRetrievePropertiesEx", "<returnval><token>2</token>"
                        + FakeVim.property("Datastore", "ds-2", "name", "b") + "</returnval>")
                .answer("ContinueRetrievePropertiesEx", "<returnval>"
                        + FakeVim.property("Datastore", "ds-3", "name", "c") + "</returnval>");

        try (VimSession session = vcenter.login()) {
            assertThat(session.retrieveAll("listing", session.service("rootFolder"), "Datastore", "name").keySet())
                    .extracting(ManagedObject::value).containsExactly("ds-1", "ds-2", "ds-3");
        }
    }

    @Test
    void aPropertyThatMayNotBeReadIsToldWithThePrivilege() {
        vcenter.answerProperties("<objects><obj type=\"VirtualMachine\">vm-1</obj><missingSet><path>config</path>"
                + "<fault><fault xsi:type=\"NoPermission\"><privilegeId>System.Read</privilegeId></fault>"
                + "<localizedMessage>denied</localizedMessage></fault></missingSet></objects>");

        try (VimSession session = vcenter.login()) {
            assertThatThrownBy(() -> session.retrieve("Looking", new ManagedObject("VirtualMachine", "vm-1"), "config"))
                    .isInstanceOf(VimException.class).hasMessageContaining("(config)")
                    .hasMessageContaining("privilege System.Read");
        }
    }

    @Test
    void onlyAnAnswerOfAServerInTroubleIsTriedAgain() {
        VsphereDriver driver = new VsphereDriver(StubContext.of(Map.of()));
        vcenter.failWith(404);
        assertThatThrownBy(vcenter::login).isInstanceOf(MachineException.class).hasMessageContaining("status 404")
                .satisfies(failure -> assertThat(driver.classify(failure)).isEqualTo(FailureKind.OTHER));
        vcenter.failWith(503);
        assertThatThrownBy(vcenter::login).isInstanceOf(MachineException.class).hasMessageContaining("status 503")
                .satisfies(failure -> assertThat(driver.classify(failure)).isEqualTo(FailureKind.TRANSIENT));
    }

    private Optional<VirtualMachine> find(Map<String, String> state) {
        try (VimSession session = vcenter.login()) {
            return new OwnMachine(session, StubContext.of(state)).find();
        }
    }

    private static String task(String id, String source, String state) {
        return FakeVim.property("Task", id, "info", "<descriptionId>VirtualMachine.clone</descriptionId>"
                + "<entity type=\"VirtualMachine\">" + source + "</entity><state>" + state + "</state>");
    }

    private static String failedTask() {
        return FakeVim.property("Task", "task-7", "info", "<state>error</state><error>"
                + "<fault xsi:type=\"NoDiskSpace\"/>"
                + "<localizedMessage>Insufficient disk space on datastore 'a'.</localizedMessage></error>");
    }
}
