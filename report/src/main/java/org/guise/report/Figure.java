package org.guise.report;

import java.util.List;
import org.guise.report.markup.Markup;

/**
 * A figure of one or more panels, what it shows, and the same figures as a table.
 *
 * @param title one line
 * @param reading how to read it, and what it says
 * @param inKeyTable whether the key table holds the same figures, so that paper need not repeat them
 */
record Figure(String title, String reading, List<Markup> panels, Table table, boolean inKeyTable) {
    Figure(String title, String reading, List<Markup> panels, Table table) {
        this(title, reading, panels, table, false);
    }

    void write(Markup out, int number) {
        out.open("figure").open("div", "class", "keep").element("h3", "Figure " + number + ". " + title);
        out.element("p", reading, "class", "reading");
        out.open("div", "class", "panels");
        for (Markup panel : panels) {
            out.open("div", "class", "panel").add(panel).close();
        }
        out.close().close();
        out.open("details", "class", inKeyTable ? "screen" : "all")
                .element("summary", "Figure " + number + " as a table");
        table.write(out, "data");
        out.close().close();
    }
}
