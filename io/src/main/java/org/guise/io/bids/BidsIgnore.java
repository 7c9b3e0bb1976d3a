package org.guise.io.bids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The patterns of a {@code .bidsignore} file, which has the form of {@code .gitignore}: one pattern a line, {@code #} comments,
 * {@code !} takes back, a slash at the end means folders only, one at the beginning or inside ties the pattern to the top; {@code *},
 * {@code ?}, {@code [a-z]} and {@code **}. The last pattern that fits decides, but nothing below an ignored folder comes back.
 */
public final class BidsIgnore {
    private record Rule(Pattern pattern, boolean back, boolean foldersOnly) {}

    private final List<Rule> rules;

    private BidsIgnore(List<Rule> rules) {
        this.rules = rules;
    }

    /** The patterns of the data set in {@code root}; none if it has no such file. */
    public static BidsIgnore of(Path root) throws IOException {
        Path file = root.resolve(".bidsignore");
        return Files.isRegularFile(file)
                ? parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList())
                : new BidsIgnore(List.of());
    }

    /** The patterns in these lines. */
    static BidsIgnore parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines) {
            String text = line.stripTrailing();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            boolean back = text.startsWith("!");
            text = back ? text.substring(1) : text;
            text = text.startsWith("\\") ? text.substring(1) : text;
            boolean folders = text.endsWith("/");
            text = folders ? text.substring(0, text.length() - 1) : text;
            boolean tied = text.contains("/");
            text = text.startsWith("/") ? text.substring(1) : text;
            rules.add(new Rule(Pattern.compile((tied ? "" : "(?:.*/)?") + regex(text)), back, folders));
        }
        return new BidsIgnore(List.copyOf(rules));
    }

    /** Whether a file is left out of the data set; {@code path} is relative to the top, with slashes. */
    public boolean ignores(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (decided(path.substring(0, slash), true)) {
                return true;
            }
        }
        return decided(path, false);
    }

    private boolean decided(String path, boolean folder) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if ((folder || !rule.foldersOnly) && rule.pattern.matcher(path).matches()) {
                ignored = !rule.back;
            }
        }
        return ignored;
    }

    private static String regex(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (glob.startsWith("**/", i)) {
                out.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else if (close > 0) {
                String set = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[").replace("&", "\\&");
                out.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
                i = close;
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }
}
