package dev.lmcp.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/**
 * A documentation comment as text for a model: without tags and HTML, one line for each paragraph.
 *
 * @param text what stands in front of the first block tag; may be empty
 * @param parameters the texts of {@code @param}, by name
 */
record Javadoc(String text, Map<String, String> parameters) {

    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(?=[a-z])");
    private static final Pattern PARAMETER = Pattern.compile("(?s)param\\s+(\\S+)\\s*(.*)");
    private static final Pattern INLINE_TAG =
            Pattern.compile("\\{@(?:code|literal|value|index|summary|systemProperty)\\s+([^{}]*)}");
    private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)?\\s+([^\\s{}]+)\\s*([^{}]*)}");
    private static final Pattern OTHER_TAG = Pattern.compile("\\{@[^{}]*}");
    private static final Pattern PARAGRAPH = Pattern.compile("(?i)<(p|br|/?ul|/?ol|/li|/pre|pre|tr|h[1-6])\\s*/?>");
    private static final Pattern BLANK_LINE = Pattern.compile("\n\\s*\n");
    private static final Pattern ITEM = Pattern.compile("(?i)<li>");
    private static final Pattern HTML = Pattern.compile("</?[A-Za-z][^<>]*>");

    /** Stands for a less-than sign that is no HTML, while HTML is removed. */
    private static final char LESS_THAN = '\uE000';

    static Javadoc of(Element element, Elements elements) {
        return parse(Optional.ofNullable(elements.getDocComment(element)).orElse(""));
    }

    static Javadoc parse(String comment) {
        List<String> blocks = BLOCK_TAG.splitAsStream("\n" + comment).toList();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < blocks.size(); i++) {
            Matcher parameter = PARAMETER.matcher(blocks.get(i));
            if (parameter.matches()) {
                String text = plain(parameter.group(2));
                if (!text.isEmpty()) {
                    parameters.putIfAbsent(parameter.group(1), text);
                }
            }
        }
        return new Javadoc(plain(blocks.get(0)), parameters);
    }

    private static String plain(String html) {
        String text = INLINE_TAG.matcher(html).replaceAll(match -> Matcher.quoteReplacement(shielded(match.group(1))));
        text = LINK.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(match.group(2).isBlank() ? shown(match.group(1)) : match.group(2)));
        text = OTHER_TAG.matcher(text).replaceAll("");
        text = PARAGRAPH.matcher(text).replaceAll("\n\n");
        text = ITEM.matcher(text).replaceAll("\n\n- ");
        text = HTML.matcher(text).replaceAll("");
        StringBuilder lines = new StringBuilder();
        for (String paragraph : BLANK_LINE.splitAsStream(text).toList()) {
            String line = paragraph.strip().replaceAll("\\s+", " ");
            if (!line.isEmpty()) {
                lines.append(lines.isEmpty() ? "" : "\n").append(line);
            }
        }
        return unescaped(lines.toString());
    }

    private static String shielded(String text) {
        return text.strip().replace('<', LESS_THAN).replace("&", "&amp;");
    }

    private static String shown(String reference) {
        return reference.startsWith("#") ? reference.substring(1) : reference.replace('#', '.');
    }

    private static String unescaped(String text) {
        return text.replace(LESS_THAN, '<')
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&#64;", "@")
                .replace("&amp;", "&");
    }
}
