package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import org.guise.report.markup.Markup;

/**
 * A table with a caption and a head; the first cell of each row is its heading, and an empty one continues the heading above.
 * Build it up, then {@link #write}.
 */
final class Table {
    /** Rows of a table that paper need not break. */
    private static final int SHORT = 16;

    private final String caption;
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> styles = new ArrayList<>();

    Table(String caption, String... head) {
        this.caption = caption;
        this.head = List.of(head);
    }

    Table row(String... cells) {
        return row("", List.of(cells));
    }

    /** @param style a style class for the row, or the empty string */
    Table row(String style, List<String> cells) {
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException(
                    caption + ": " + cells.size() + " cells under " + head.size() + " heads");
        }
        rows.add(cells);
        styles.add(style);
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes the table in a box that scrolls sideways where the screen is narrow, by keyboard too. */
    void write(Markup out, String style) {
        String box = rows.size() <= SHORT ? "scroll short" : "scroll";
        out.open("div", "class", box, "role", "region", "aria-label", caption, "tabindex", "0")
                .open("table", "class", style);
        out.element("caption", caption);
        out.open("thead").open("tr");
        head.forEach(h -> out.element("th", h, "scope", "col"));
        out.close().close().open("tbody");
        for (int i = 0; i < rows.size(); i++) {
            out.open("tr", styles.get(i).isEmpty() ? new String[0] : new String[] {"class", styles.get(i)});
            List<String> cells = rows.get(i);
            if (!cells.getFirst().isEmpty()) {
                out.element("th", cells.getFirst(), heading(i));
            }
            cells.subList(1, cells.size()).forEach(c -> out.element("td", c));
            out.close();
        }
        out.close().close().close();
    }

    private String[] heading(int row) {
        int end = row + 1;
        while (end < rows.size() && rows.get(end).getFirst().isEmpty()) {
            end++;
        }
        return end == row + 1
                ? new String[] {"scope", "row"}
                : new String[] {"scope", "rowgroup", "rowspan", String.valueOf(end - row)};
    }
}
