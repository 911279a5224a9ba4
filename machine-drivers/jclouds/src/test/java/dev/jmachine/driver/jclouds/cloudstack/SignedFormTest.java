package dev.jmachine.driver.jclouds.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignedFormTest {

    /** The example of CloudStack's documentation. */
    @Test
    void signsAsTheDocumentationShows() {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "command", "listUsers", "response", "json", "apiKey", CloudStackSimulator.API_KEY));
        assertThat(SignedForm.signature(fields, CloudStackSimulator.SECRET_KEY))
                .isEqualTo("TTpdDq/7j/J58XCRHomKoQXEQds=");
    }
}
