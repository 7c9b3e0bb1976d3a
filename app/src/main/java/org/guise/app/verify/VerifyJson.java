package org.guise.app.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guise.app.Version;
import org.guise.io.file.AtomicFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The findings for programs. No value that leaks stands in it, only where and of what kind it is. */
public final class VerifyJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private VerifyJson() {}

    /** Writes the findings; the file appears whole or not at all. */
    public static void write(Path target, Verification result, int exitCode) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("Tool", "Guise " + Version.number());
        root.put("MayBeShared", result.gravest().isEmpty());
        root.put("ExitCode", exitCode);
        root.put("Files", result.files());
        root.put("Scans", result.scans());
        root.put("Accepted", result.accepted());
        root.put("Notes", result.notes());
        List<Map<String, Object>> all =
                result.leaks().stream().map(VerifyJson::finding).toList();
        root.put("Findings", all);
        byte[] text = (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(target, out -> out.write(text));
    }

    private static Map<String, Object> finding(Leak leak) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("File", leak.file());
        one.put("Kind", leak.kind().key());
        one.put("Gravity", leak.gravity().name().toLowerCase(Locale.ROOT));
        one.put("Why", leak.why());
        one.put("Remedy", leak.remedy());
        return one;
    }
}
