package org.guise.app.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Columns and cells of tables: names, birth dates, days of scans that were not shifted, and ages that single a person out. */
final class TableCheck implements Check {
    private static final Pattern COLUMN = Pattern.compile(
            "(?:(?:first|last|given|family|sur|patients?|subject|full|birth|maiden)_?names?|names?_?of_?patient|surname|birth_?(?:day|date)|date_?of_?birth|dob|mrn|ssn|nhs_?(?:number|no)"
                    + "|patients?_?(?:id|number|no|address)|medical_?record.*|social_?security.*|address|street|phone|telephone|e_?mail|zip|zip_?code|post_?code|accession_?(?:number|no)?|initials)");
    private static final Pattern DAY = Pattern.compile(".*(?:date|day|time|acq|dob|birth|visit|scanned).*");
    private static final Pattern AGE = Pattern.compile("age(?:_?(?:at_?\\w+|years?|yrs?|y))?|participant_age|age_.*");
    /** HIPAA (45 CFR 164.514(b)(2)(i)(C)) and BIDS: ages above this are to be capped. */
    private static final double OLDEST = 89;

    @Override
    public boolean concerns(Entry entry) {
        return entry.ends(".tsv", ".csv");
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        List<Leak> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        String[] columns = {};
        char separator = '\t';
        for (String line : (Iterable<String>) Texts.read(entry.path()).lines()::iterator) {
            if (columns.length == 0) {
                String head = line.startsWith("\uFEFF") ? line.substring(1) : line;
                separator = head.indexOf('\t') >= 0 ? '\t' : head.indexOf(';') >= 0 ? ';' : ',';
                columns = head.split(Pattern.quote(String.valueOf(separator)), -1);
                // the header itself may be a row of values: a table without one
                for (String cell : columns) {
                    cell(entry, "first line", cell.strip(), told, found);
                }
                continue;
            }
            String[] cells = line.split(Pattern.quote(String.valueOf(separator)), -1);
            for (int c = 0; c < cells.length; c++) {
                String column = c < columns.length ? columns[c].strip() : "column " + (c + 1);
                String cell = cells[c].strip().replaceAll("^\"|\"$", "");
                if (!cell.isEmpty() && !cell.equalsIgnoreCase("n/a")) {
                    column(entry, column, cell, told, found);
                    cell(entry, column, cell, told, found);
                }
            }
        }
        return found;
    }

    private static void column(Entry entry, String column, String cell, Set<String> told, List<Leak> found) {
        String c = column.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_").replaceAll("^_|_$", "");
        if (COLUMN.matcher(c).matches() && told.add("column " + c)) {
            found.add(Leak.leak(entry, Leak.Kind.TABLE, "the column " + column + " is filled in", "remove the column"));
        }
        if (AGE.matcher(c).matches()
                && years(cell) > OLDEST
                && !c.contains("month")
                && !c.contains("day")
                && told.add("age")) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.TABLE,
                    "an age above 89 stands in the column " + column + ", which few persons have",
                    "write 89+ or cap it"));
        }
        if (DAY.matcher(c).matches() && PersonalText.isDate(cell) && told.add("day " + c)) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.TABLE,
                    "the column " + column + " holds dates that are not shifted to before 1925",
                    "shift or remove them"));
        }
    }

    private static double years(String cell) {
        try {
            return Double.parseDouble(cell.replaceFirst("(?i)y(ears?)?$", ""));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void cell(Entry entry, String column, String cell, Set<String> told, List<Leak> found) {
        PersonalText.in(cell)
                .filter(w -> told.add(column + w))
                .ifPresent(what -> found.add(Leak.leak(
                        entry, Leak.Kind.TABLE, "the column " + column + " holds " + what, "remove or replace it")));
        boolean dashed = cell.indexOf('-') > 0 || cell.indexOf('/') > 0;
        if (dashed
                && PersonalText.isDate(cell)
                && told.add("day "
                        + column.toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z]+", "_")
                                .replaceAll("^_|_$", ""))) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.TABLE,
                    "the column " + column + " holds dates that are not shifted to before 1925",
                    "shift or remove them"));
        }
    }
}
