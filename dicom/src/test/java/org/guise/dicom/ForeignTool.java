package org.guise.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that tests compare with where they are installed. */
public final class ForeignTool {
    private ForeignTool() {}

    /** Runs a program; the test is skipped, with the reason, where it is not installed. Returns its output. */
    public static String run(String... command) throws IOException {
        Path program = Path.of("/usr/bin", command[0]);
        Assumptions.assumeTrue(Files.isExecutable(program), command[0] + " is not installed");
        Path log = Files.createTempFile("guise-tool", ".log");
        try {
            String[] whole = command.clone();
            whole[0] = program.toString();
            Process p = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!p.waitFor(120, TimeUnit.SECONDS)) {
                p.destroyForcibly();
                throw new IOException(List.of(command) + " did not end");
            }
            String output = Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
            if (p.exitValue() != 0) {
                throw new IOException(List.of(command) + ": " + p.exitValue() + "\n" + output);
            }
            return output;
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
