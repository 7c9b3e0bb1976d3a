package org.guise.app.verify;

import java.io.IOException;
import java.util.List;

/** Free text: logs, notes, pages. Only forms that hardly mean anything else are taken for a person's. */
final class TextCheck implements Check {
    @Override
    public boolean concerns(Entry entry) {
        return entry.ends(
                        ".txt", ".log", ".md", ".rst", ".html", ".htm", ".xml", ".yaml", ".yml", ".toml", ".svg",
                        ".err", ".out")
                || entry.lower().matches("readme|changes|citation\\.cff");
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        String text = Texts.read(entry.path());
        if (PersonalText.hasName(text) && entry.ends(".txt", ".log", ".xml", ".yaml", ".yml", ".err", ".out")) {
            return List.of(Leak.leak(entry, Leak.Kind.TABLE, "it holds a person's name in DICOM's form", "remove it"));
        }
        return PersonalText.hasPath(text)
                ? List.of(Leak.doubt(
                        entry,
                        Leak.Kind.TABLE,
                        "it holds an absolute path, which names folders of somebody's machine",
                        "shorten it if it names a person"))
                : List.of();
    }
}
