package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import org.guise.report.markup.Markup;

/** A table with a caption and a head; the first cell of each row is its heading. Build it up, then {@link #write}. */
final class Table {
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

    /** Writes the table in a box that scrolls sideways where the screen is narrow. */
    void write(Markup out, String style) {
        out.open("div", "class", "scroll").open("table", "class", style);
        out.element("caption", caption);
        out.open("thead").open("tr");
        head.forEach(h -> out.element("th", h, "scope", "col"));
        out.close().close().open("tbody");
        for (int i = 0; i < rows.size(); i++) {
            out.open("tr", styles.get(i).isEmpty() ? new String[0] : new String[] {"class", styles.get(i)});
            List<String> cells = rows.get(i);
            out.element("th", cells.getFirst(), "scope", "row");
            cells.subList(1, cells.size()).forEach(c -> out.element("td", c));
            out.close();
        }
        out.close().close().close();
    }
}
