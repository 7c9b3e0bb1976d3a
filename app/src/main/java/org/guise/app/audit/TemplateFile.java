package org.guise.app.audit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guise.io.file.AtomicFile;

/**
 * The templates of one source (a photograph, or the renders of a scan) on disk, so that an audit can go on where it
 * stopped. Templates identify persons: these files belong in the restricted tree.
 */
final class TemplateFile {
    private static final int MAGIC = 0x67545031;
    private static final int MOST = 1 << 24;

    private TemplateFile() {}

    static void write(Path file, List<PictureTemplates> pictures) throws IOException {
        AtomicFile.write(file, stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeInt(MAGIC);
            out.writeInt(pictures.size());
            for (PictureTemplates p : pictures) {
                out.writeBoolean(p.found());
                out.writeInt(p.templates().length);
                for (float[] t : p.templates()) {
                    out.writeInt(t.length);
                    for (float x : t) {
                        out.writeFloat(x);
                    }
                }
            }
            out.flush();
        });
    }

    /** What an earlier run wrote; empty if there is none or the file is damaged, in which case it is made again. */
    static Optional<List<PictureTemplates>> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                return Optional.empty();
            }
            int n = bounded(in.readInt());
            List<PictureTemplates> pictures = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                boolean found = in.readBoolean();
                float[][] templates = new float[bounded(in.readInt())][];
                for (int k = 0; k < templates.length; k++) {
                    templates[k] = new float[bounded(in.readInt())];
                    for (int c = 0; c < templates[k].length; c++) {
                        templates[k][c] = in.readFloat();
                    }
                }
                pictures.add(new PictureTemplates(found, templates));
            }
            return Optional.of(List.copyOf(pictures));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static int bounded(int n) throws IOException {
        if (n < 0 || n > MOST) {
            throw new IOException("not a length: " + n);
        }
        return n;
    }
}
