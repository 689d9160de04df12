package dev.lmcp.tools.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>one</p><p>two</p>|one\\n\\ntwo",
                "a<b>b</b>c|abc",
                "<head><title>t</title></head><body>x|x",
                "x<script>alert('</p>')</script>y|x\\n\\ny",
                "x<SCRIPT>1<2</Script >y|x\\n\\ny",
                "<!-- <b>no</b> -->yes|yes",
                "1 &lt; 2 &amp;&amp; &#51; &#x33; &#0; &#xD800; &bogus;|1 < 2 && 3 3 \uFFFD \uFFFD &bogus;",
                "a < b and <3|a < b and <3",
                "unfinished <b|unfinished",
                "<|<",
                "x<script>never closed|x",
                "<td>1</td><td>2</td>|1 2",
                "  many    spaces \t here |many spaces here"
            })
    void turnsHtmlIntoText(String html, String text) {
        assertThat(Html.text(html)).isEqualTo(text.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p class=a>x</p>|<p class=a>x</p>",
                "a<script src=x>y</script>b|a</script>b",
                "a<!-- b -->c|ac",
                "a<style>b|a"
            })
    void removesActiveElements(String html, String rest) {
        assertThat(Html.withoutActiveParts(html)).isEqualTo(rest.replace("</script>", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<!--", "<a ", "</script", "<script>", "&#", "<p>", "<!", " ", "\n", "&amp;", "<td"})
    void needsTimeInProportionToTheLength(String piece) {
        String page = piece.repeat(1_000_000 / piece.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            Html.text(page);
            Html.withoutActiveParts(page);
        });
    }
}
