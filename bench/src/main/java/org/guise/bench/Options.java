package org.guise.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guise.core.reface.RefaceOptions;

/** {@code --name value} pairs, {@code -o FILE} and plain arguments. */
record Options(Map<String, String> named, List<String> plain) {
    static Options of(String[] args, String usage) {
        Map<String, String> named = new HashMap<>();
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                plain.add(args[i]);
            } else if (i + 1 < args.length && !args[i].equals("--help")) {
                named.put(args[i].replaceFirst("^--?", ""), args[++i]);
            } else {
                throw new IllegalArgumentException("usage: " + usage);
            }
        }
        return new Options(named, plain);
    }

    String text(String name, String otherwise) {
        return named.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(named.getOrDefault(name, "" + otherwise));
    }

    /** {@code --identity mean}, otherwise random as in the command line. */
    RefaceOptions.Identity identity() {
        return RefaceOptions.Identity.valueOf(text("identity", "random").toUpperCase(Locale.ROOT));
    }

    /** Where to write the table; empty for nowhere. */
    String output() {
        return text("o", "");
    }
}
