package dev.jmachine.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Map<String, Object> DATA = data();

    private static Map<String, Object> data() {
        Map<String, Object> data = new HashMap<>();
        data.put("Name", "dev");
        data.put("Driver", Map.of("SSHPort", 22, "IPAddress", "192.0.2.7", "Open", true));
        data.put("Labels", List.of("a=1", "b=2"));
        data.put("Empty", List.of());
        data.put("Big", 1234567890123L);
        data.put("Ratio", 0.5);
        data.put("Whole", 20.0);
        data.put("Null", null);
        data.put("Mixed", Arrays.asList("x", null, 3));
        data.put("Html", "<a&b>");
        return data;
    }

    private static String fill(String template) {
        return Template.parse(template).fill(DATA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{.Name}} ~ dev",
        "{{ .Driver.SSHPort }} ~ 22",
        "{{.Missing}} ~ <no value>",
        "{{.Missing.Deeper}} ~ <no value>",
        "{{.Null}} ~ <no value>",
        "{{.Big}} {{.Ratio}} {{.Whole}} ~ 1234567890123 0.5 20",
        "{{.Labels}} ~ [a=1 b=2]",
        "{{.Mixed}} ~ [x <nil> 3]",
        "{{.Driver}} ~ map[IPAddress:192.0.2.7 Open:true SSHPort:22]",
        "{{json .Driver}} ~ {\"IPAddress\":\"192.0.2.7\",\"Open\":true,\"SSHPort\":22}",
        "{{json .Name}} ~ \"dev\"",
        "{{.Driver | json}} ~ {\"IPAddress\":\"192.0.2.7\",\"Open\":true,\"SSHPort\":22}",
        "{{json .Missing}} ~ null",
        "{{json .Html}} ~ \"\\u003ca\\u0026b\\u003e\"",
        "{{index .Labels 1}} ~ b=2",
        "{{index .Driver \"SSHPort\"}} ~ 22",
        "{{len .Labels}} {{len .Name}} {{.Driver | len}} ~ 2 3 3",
        "{{range .Labels}}<{{.}}>{{end}} ~ <a=1><b=2>",
        "{{range .Empty}}x{{else}}none{{end}} ~ none",
        "{{range $i, $l := .Labels}}{{$i}}:{{$l}} {{end}}. ~ 0:a=1 1:b=2 .",
        "{{range $k, $v := .Driver}}{{$k}}={{$v}};{{end}} ~ IPAddress=192.0.2.7;Open=true;SSHPort=22;",
        "{{range .Labels}}{{$.Name}}{{end}} ~ devdev",
        "{{if .Driver.Open}}open{{else}}shut{{end}} ~ open",
        "{{if .Empty}}full{{else if .Name}}named{{else}}nothing{{end}} ~ named",
        "{{if and .Name .Empty}}both{{end}}{{if or .Empty .Name}}one{{end}} ~ one",
        "{{if not .Missing}}gone{{end}} ~ gone",
        "{{if eq .Name \"dev\"}}it{{end}} ~ it",
        "{{if eq .Name \"a\" \"dev\"}}it{{end}} ~ it",
        "{{if ne .Name \"dev\"}}other{{else}}same{{end}} ~ same",
        "{{if gt .Driver.SSHPort 21}}{{if le .Driver.SSHPort 22.0}}in{{end}}{{end}} ~ in",
        "{{with .Driver}}{{.IPAddress}}{{end}} ~ 192.0.2.7",
        "{{with .Missing}}x{{else}}{{.Name}}{{end}} ~ dev",
        "{{printf \"%s:%d\" .Driver.IPAddress .Driver.SSHPort}} ~ 192.0.2.7:22",
        "{{printf \"%-5s|%5s|%05d|%q|%v|%%\" .Name .Name 7 .Name true}} ~ dev  |  dev|00007|\"dev\"|true|%",
        "{{.Driver.SSHPort | printf \"%v-%v\" .Name}} ~ dev-22",
        "{{(index .Labels 0)}} ~ a=1",
        "{{len (index .Labels 0)}} ~ 3",
        "{{$n := .Name}}{{$n}}{{$n = \"x\"}}{{$n}} ~ devx",
        "{{/* a comment */}}{{.Name}} ~ dev",
        "{{\"a\\\"b\"}} {{`raw\\n`}} ~ a\"b raw\\n",
        "{{\"}}\"}} ~ }}",
        "a {{- .Name -}} b ~ adevb",
        "{{print 1 2 \"x\" 3}} ~ 1 2x3",
    })
    void templatesAreFilledAsGoFillsThem(String template, String expected) {
        assertThat(fill(template)).isEqualTo(expected);
    }

    @Test
    void prettyJsonIsIndentedByFourAndSorted() {
        assertThat(fill("{{prettyjson .Driver}}"))
                .isEqualTo("{\n    \"IPAddress\": \"192.0.2.7\",\n    \"Open\": true,\n    \"SSHPort\": 22\n}");
        assertThat(fill("{{prettyjson .Empty}}")).isEqualTo("[]");
    }

    @Test
    void escapesInStringsAreRead() {
        assertThat(fill("{{\"a\\tb\\n\"}}")).isEqualTo("a\tb\n");
    }

    @Test
    void aVariableOfABlockEndsWithIt() {
        assertThatThrownBy(() -> fill("{{if .Name}}{{$x := 1}}{{end}}{{$x}}")).isInstanceOf(TemplateException.class);
    }

    @Test
    void anOuterVariableSetInABlockStaysSet() {
        assertThat(fill("{{$x := 1}}{{range .Labels}}{{$x = .}}{{end}}{{$x}}")).isEqualTo("b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{{.Name", "{{end}}", "{{if .Name}}", "{{range .Labels}}x", "{{nosuch .Name}}", "{{else}}", "{{}}",
        "{{\"open}}",
        "{{.Name}} {{.A ! }}", "{{(.Name}}", "{{if}}x{{end}}", "{{with}}x{{end}}", "{{.Name | }}",
        "{{if .Name}}a{{else}}b{{else}}c{{end}}"})
    void whatIsNoTemplateIsRefused(String template) {
        assertThatThrownBy(() -> Template.parse(template)).isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{{.Name.Deeper}}", "{{index .Labels 5}}", "{{index .Name 0}}", "{{len 3}}", "{{range .Name}}{{end}}",
        "{{lt .Name 3}}", "{{eq .Name}}", "{{.Name | .Name}}", "{{$nosuch}}", "{{json}}", "{{printf 3}}"})
    void whatDoesNotFitTheDataIsRefused(String template) {
        assertThatThrownBy(() -> fill(template)).isInstanceOf(TemplateException.class);
    }

    @Test
    void whatIsMissingIsAnErrorWhenFilledStrictly() {
        assertThat(Template.parse("{{.Name}}").fillStrictly(DATA)).isEqualTo("dev");
        assertThatThrownBy(() -> Template.parse("{{.Nosuch}}").fillStrictly(DATA))
                .isInstanceOf(TemplateException.class).hasMessageContaining("Nosuch");
    }
}
