package dev.lmcp.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

    private final UriTemplate item = UriTemplate.parse("app://item/{id}");
    private final UriTemplate file = UriTemplate.parse("app://files/{+path}");

    @Test
    void givesEachVariableItsPart() {
        UriTemplate template = UriTemplate.parse("app://{owner}/items/{id}.{kind}");

        assertThat(template.match("app://ada/items/7.txt")).contains(Map.of("owner", "ada", "id", "7", "kind", "txt"));
        assertThat(template.match("app://ada/items/7")).isEmpty();
        assertThat(template.match("app:///items/7.txt")).isEmpty();
        assertThat(template.variables()).containsExactly("owner", "id", "kind");
    }

    @Test
    void takesLiteralsLiterally() {
        UriTemplate template = UriTemplate.parse("app://a.b/(x)*/{id}?");

        assertThat(template.match("app://a.b/(x)*/1?")).contains(Map.of("id", "1"));
        assertThat(template.match("app://aXb/(x)*/1?")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "docs://café/{name},docs://caf%C3%A9/a.txt",
        "docs://caf%c3%a9/{name},docs://café/a.txt",
        "docs://caf%C3%A9/{name},DOCS://caf%c3%a9/a.txt",
        "Docs://Team/{name},docs://TEAM/a.txt",
        "docs://team/%7Euser/{name},docs://team/~user/a.txt",
        "docs://team/~user/{name},docs://%74eam/%7euser/a%2Etxt"
    })
    void matchesEverySpellingOfAUri(String template, String uri) {
        assertThat(UriTemplate.parse(template).match(uri)).contains(Map.of("name", "a.txt"));
        assertThat(UriTemplate.parse(template).text()).isEqualTo(template);
    }

    @Test
    void keepsTheCaseOfValuesAndOfPaths() {
        assertThat(UriTemplate.parse("note://{Name}").match("NOTE://MyNote")).contains(Map.of("Name", "MyNote"));
        assertThat(item.match("app://Item/A")).contains(Map.of("id", "A"));
        assertThat(UriTemplate.parse("app://x/Items/{id}").match("app://x/items/A"))
                .isEmpty();
        assertThat(item.match("app://item/a%2fb")).contains(Map.of("id", "a/b"));
    }

    @Test
    void letsOnlyAReservedVariableHoldSlashes() {
        assertThat(item.match("app://item/a/b")).isEmpty();
        assertThat(file.match("app://files/a/b.txt")).contains(Map.of("path", "a/b.txt"));
    }

    @ParameterizedTest
    @CsvSource({"a%20b,a b", "%C3%A9,é", "%f0%9f%98%80,😀", "é,é", "%25,%", "%2541,%41", "a+b,a+b"})
    void decodesOnce(String encoded, String value) {
        assertThat(item.match("app://item/" + encoded)).contains(Map.of("id", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a%", "%C3", "%C0%AE", "%E0%80%AE", "%ED%A0%80", "%FF", "%u0041", "%+1"})
    void matchesNothingThatIsNoEncodedUtf8(String encoded) {
        assertThat(item.match("app://item/" + encoded)).isEmpty();
        assertThat(file.match("app://files/" + encoded)).isEmpty();
    }

    @Test
    void matchesNoHalfOfASurrogatePair() {
        assertThat(item.match("app://item/a\ud800")).isEmpty();
        assertThat(item.match("app://item/a%20\ud800")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "%2e%2e",
                "%2E.",
                "..%2Fetc",
                "a%2F..%2Fb",
                "a%5Cb",
                "..%5C",
                "a%00b",
                "a%2F.",
                "%2Fetc%2Fpasswd"
            })
    void leadsNobodyOutOfADirectory(String value) {
        assertThat(item.match("app://item/" + value)).isEmpty();
        assertThat(file.match("app://files/" + value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../b", "a/..", "./a", "a/%2e%2e/b", "a\\b", "/etc/passwd", "//a"})
    void leadsNobodyOutOfADirectoryByAPath(String value) {
        assertThat(file.match("app://files/" + value)).isEmpty();
    }

    @Test
    void takesAnAbsolutePathWhereTheTemplateHasRoomForOne() {
        assertThat(UriTemplate.parse("file://{+path}").match("file:///home/a")).contains(Map.of("path", "/home/a"));
        assertThat(UriTemplate.parse("file:{+path}").match("file:/home/a")).contains(Map.of("path", "/home/a"));
    }

    @Test
    void takesDotsThatAreNoSegment() {
        assertThat(item.match("app://item/a..b")).contains(Map.of("id", "a..b"));
        assertThat(item.match("app://item/...")).contains(Map.of("id", "..."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app://item/", "app://item", "app://item/a?b", "app://item/a#b", "app://item/{id}", "", "x"})
    void matchesNothingElse(String uri) {
        assertThat(item.match(uri)).isEmpty();
    }

    @Test
    void givesUpOnALongUriAtOnce() {
        assertThat(item.match("app://item/" + "a".repeat(100_000))).isEmpty();
    }

    @Test
    void needsNoTimeToSpeakOfForAnyUri() {
        UriTemplate ambiguous = UriTemplate.parse("app://{+a}/{+b}/{+c}-{d}-{e}-{f}.txt");
        String slashes = "app://" + "/".repeat(4000) + "x";
        String dashes = "app://" + "-/".repeat(100) + "-".repeat(7000) + ".md";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(ambiguous.match(slashes)).isEmpty();
            assertThat(ambiguous.match(dashes)).isEmpty();
        });
    }

    @Test
    void triesEveryWayToDivideAUri() {
        assertThat(UriTemplate.parse("app://{+a}/{b}").match("app://x/y/z")).contains(Map.of("a", "x/y", "b", "z"));
        assertThat(UriTemplate.parse("app://{a}-{b}").match("app://x-y-z")).contains(Map.of("a", "x-y", "b", "z"));
        assertThat(UriTemplate.parse("app://{a}-/{b}").match("app://x--/z")).contains(Map.of("a", "x-", "b", "z"));
        assertThat(UriTemplate.parse("app://{a}ab").match("app://abab")).contains(Map.of("a", "ab"));
    }

    @ParameterizedTest
    @CsvSource({
        "app://x,has no variable",
        "app://{a}{b},has two variables side by side",
        "app://{a}/{a},uses 'a' twice",
        "'app://{a,b}',has an expression that is not {name} or {+name}",
        "app://{?q},has an expression that is not {name} or {+name}",
        "app://{a*},has an expression that is not {name} or {+name}",
        "app://{a,has an expression that is not {name} or {+name}",
        "app://a}{b},has an expression that is not {name} or {+name}"
    })
    void isRefusedWhereItIsNoTemplateOfLevelOne(String template, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UriTemplate.parse(template))
                .withMessageStartingWith("template '" + template + "' " + why);
    }
}
