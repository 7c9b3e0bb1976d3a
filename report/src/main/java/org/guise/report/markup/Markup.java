package org.guise.report.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes XML that is well formed by construction: elements close in order and all text and attribute values are escaped.
 * The text is also good HTML 5, since an element without content gets an end tag unless {@link #empty} is asked for.
 */
public final class Markup {
    private static final Set<String> LINE_AFTER =
            Set.of("head", "title", "style", "h1", "h2", "h3", "p", "div", "section", "figure", "svg", "tr", "li", "g");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes name, value, name, value, …
     */
    public Markup open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element opened last. */
    public Markup close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (LINE_AFTER.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    /** An element that has no content and no end tag: of HTML {@code br}, {@code meta}, {@code img}; any of SVG. */
    public Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element that holds text only. */
    public Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    public Markup text(String text) {
        escape(text);
        return this;
    }

    /**
     * Text that stands as it is, for elements whose text HTML and XML read differently.
     *
     * @throws IllegalArgumentException if either could read markup or a character reference in it
     */
    public Markup plain(String text) {
        if (text.codePoints().anyMatch(c -> c == '<' || c == '>' || c == '&' || !isXml(c))) {
            throw new IllegalArgumentException("text that has to be escaped");
        }
        out.append(text);
        return this;
    }

    /** Puts a finished fragment here. */
    public Markup add(Markup fragment) {
        out.append(fragment.finish());
        return this;
    }

    /**
     * The text written.
     *
     * @throws IllegalStateException if an element is still open
     */
    public String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("element not closed: " + open.peek());
        }
        return out.toString();
    }

    private void start(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attribute without value in <" + tag + ">");
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
    }

    /** The characters that XML 1.0 (section 2.2) allows; a lone surrogate is not among them. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
