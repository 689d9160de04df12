package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "add,add",
        "createOrder,create_order",
        "readURL,read_url",
        "URLOf,url_of",
        "add2Numbers,add2_numbers",
        "a_b,a_b"
    })
    void toolsAreInSnakeCase(String method, String tool) {
        assertThat(Names.snakeCase(method)).isEqualTo(tool);
    }

    @ParameterizedTest
    @CsvSource({"Helpdesk,helpdesk", "HelpDesk,help-desk", "HTTPTools,http-tools"})
    void pluginsAreInKebabCase(String type, String plugin) {
        assertThat(Names.kebabCase(type)).isEqualTo(plugin);
    }

    @ParameterizedTest
    @CsvSource({"Helpdesk,helpdesk", "Call,source", "Default,source", "x,source"})
    void variablesAreNoOtherVariablesAndNoKeywords(String type, String variable) {
        assertThat(Names.variable(type)).isEqualTo(variable);
    }
}
