package org.guise.app.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fields of JSON sidecars that name the person, the day or the place, and texts in any field that look as if they did. */
final class JsonCheck implements Check {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LARGEST = 64L << 20;

    /** DICOM keywords as converters write them into sidecars, in small letters: the person, those who treated him, the day. */
    private static final Set<String> PERSON = Set.of(
            "patientname",
            "patientid",
            "patientbirthdate",
            "patientbirthtime",
            "patientaddress",
            "patientcomments",
            "patienttelephonenumbers",
            "patientmothersbirthname",
            "patientbirthname",
            "otherpatientids",
            "otherpatientidssequence",
            "otherpatientnames",
            "issuerofpatientid",
            "ethnicgroup",
            "additionalpatienthistory",
            "referringphysicianname",
            "performingphysicianname",
            "physiciansofrecord",
            "nameofphysiciansreadingstudy",
            "requestingphysician",
            "operatorsname",
            "operatorname",
            "responsibleperson",
            "admissionid",
            "accessionnumber",
            "studyid",
            "acquisitiondatetime",
            "acquisitiondate",
            "studydate",
            "seriesdate",
            "contentdate",
            "instancecreationdate",
            "performedprocedurestepstartdate",
            "scheduledprocedurestepstartdate",
            "medicalrecordlocator",
            "surname",
            "firstname",
            "lastname",
            "dateofbirth",
            "birthdate",
            "dob",
            "mrn",
            "scandate");
    /** The place and the machine, and identifiers that lead back into the hospital's archive. */
    private static final Set<String> PLACE = Set.of(
            "institutionname",
            "institutionaddress",
            "institutionaldepartmentname",
            "stationname",
            "deviceserialnumber",
            "deviceuid",
            "seriesinstanceuid",
            "studyinstanceuid",
            "sopinstanceuid",
            "frameofreferenceuid",
            "imagecomments",
            "studydescription",
            "requestedproceduredescription",
            "protocolcomments",
            "patientage");
    /** What may name living persons and days: those who made the data set. */
    private static final Set<String> OPEN = Set.of(
            "authors",
            "acknowledgements",
            "howtoacknowledge",
            "funding",
            "ethicsapprovals",
            "referencesandlinks",
            "license",
            "datasetdoi",
            "guise",
            "references");

    private static final Set<String> DUMMIES = Set.of(
            "",
            "n/a",
            "na",
            "none",
            "null",
            "anonymous",
            "anonymized",
            "anonymised",
            "anon",
            "removed",
            "unknown",
            "xxx",
            "deidentified",
            "de-identified",
            "0",
            "-");

    @Override
    public boolean concerns(Entry entry) {
        return entry.ends(".json", ".jsonl") && entry.bytes() <= LARGEST;
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        List<Leak> found = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        if (entry.ends(".jsonl")) {
            for (String line :
                    Texts.read(entry.path()).lines().filter(l -> !l.isBlank()).toList()) {
                walk(
                        entry,
                        parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8), entry, found),
                        "",
                        seen,
                        found,
                        0);
            }
        } else {
            walk(entry, parse(Files.readAllBytes(entry.path()), entry, found), "", seen, found, 0);
        }
        return found;
    }

    private static JsonNode parse(byte[] text, Entry entry, List<Leak> found) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            if (found.isEmpty()) {
                found.add(Leak.doubt(
                        entry,
                        Leak.Kind.UNREAD,
                        "it is not valid JSON, so its fields were not looked at",
                        "mend it or leave it out"));
            }
            return JSON.nullNode();
        }
    }

    private void walk(Entry entry, JsonNode node, String key, Set<String> seen, List<Leak> found, int depth) {
        if (depth > 60) {
            return;
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String k = field.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
                // a column of a table may be called PatientID and be described here
                boolean described =
                        field.getValue().isObject() && field.getValue().has("Description");
                if (!OPEN.contains(k)) {
                    if (!described) {
                        field(entry, field.getKey(), k, field.getValue(), seen, found);
                    }
                    walk(entry, field.getValue(), field.getKey(), seen, found, depth + 1);
                } else {
                    paths(entry, field.getKey(), field.getValue(), seen, found);
                }
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                walk(entry, item, key, seen, found, depth + 1);
            }
        } else if (node.isString()) {
            text(entry, key, node.stringValue(), seen, found);
        }
    }

    private static void field(
            Entry entry, String name, String key, JsonNode value, Set<String> seen, List<Leak> found) {
        boolean person = PERSON.contains(key);
        if (!person && !PLACE.contains(key) || isEmpty(value)) {
            return;
        }
        if (person && key.endsWith("date") && value.isString() && !PersonalText.isDate(value.stringValue())) {
            // a year before 1925 (BIDS: shifted) or no date at all
            return;
        }
        if (key.equals("patientage") && !overNinety(value.asString(""))) {
            return;
        }
        if (key.equals("acquisitiondatetime") && !PersonalText.isDate(value.asString(""))) {
            return;
        }
        if (seen.add(name)) {
            found.add(
                    person
                            ? Leak.leak(
                                    entry, Leak.Kind.JSON, "the field " + name + " is filled in", "remove the field")
                            : Leak.doubt(
                                    entry,
                                    Leak.Kind.JSON,
                                    "the field " + name + " tells place, machine, age or archive number",
                                    "remove the field unless it may be known"));
        }
    }

    private static boolean overNinety(String age) {
        String digits = age.replaceAll("\\D", "");
        return !digits.isEmpty() && digits.length() < 5 && Integer.parseInt(digits) > 89 && !age.matches("(?i).*[mwd]");
    }

    private static boolean isEmpty(JsonNode value) {
        if (value.isNull() || value.isContainer() && value.isEmpty()) {
            return true;
        }
        return value.isValueNode()
                && DUMMIES.contains(value.asString("").strip().toLowerCase(Locale.ROOT));
    }

    private static void text(Entry entry, String key, String value, Set<String> seen, List<Leak> found) {
        PersonalText.in(value)
                .filter(w -> seen.add(key + w))
                .ifPresent(what -> found.add(Leak.leak(
                        entry,
                        Leak.Kind.JSON,
                        "the field " + key + " holds " + what,
                        "remove it or replace it by a placeholder")));
        if (PersonalText.isDate(value) && !key.toLowerCase(Locale.ROOT).contains("version") && seen.add(key)) {
            found.add(Leak.doubt(
                    entry,
                    Leak.Kind.JSON,
                    "the field " + key + " is a date that is not shifted",
                    "remove it if it is the day of the scan"));
        }
    }

    private static void paths(Entry entry, String key, JsonNode value, Set<String> seen, List<Leak> found) {
        if (PersonalText.hasPath(value.toString()) && seen.add(key)) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.JSON,
                    "the field " + key + " holds an absolute path",
                    "remove it or shorten the path"));
        }
    }
}
