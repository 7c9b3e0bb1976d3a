package org.guise.app.verify;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Pictures: those named as made for checking, and those in which the detector finds a face, also within pages. */
final class PictureCheck implements Check {
    private static final Pattern NAMED = Pattern.compile(
            ".*(?:^|[_.-])(?:qc|before|beforeafter|before-after|orig|original|undefaced|face|faces|facial|render|rendering|snapshot|preview|thumb|thumbnail|3d|surface|head3d|photo)(?:[_.-]|\\d).*");
    private static final Pattern EMBEDDED =
            Pattern.compile("data:image/(?:png|jpe?g|gif|bmp)\\s*;base64\\s*,\\s*([A-Za-z0-9+/=\\s]{100,})");
    private static final long LARGEST = 64L << 20, MOST_PIXELS = 60_000_000;
    private static final int MOST_EMBEDDED = 500;

    private final FaceWitness witness;

    PictureCheck(FaceWitness witness) {
        this.witness = witness;
    }

    @Override
    public boolean concerns(Entry entry) {
        return isPicture(entry)
                || isPage(entry)
                || entry.ends(
                        ".pdf", ".mp4", ".avi", ".mov", ".webm", ".stl", ".obj", ".ply", ".gii", ".vtk", ".vtp", ".glb",
                        ".gltf");
    }

    private static boolean isPicture(Entry entry) {
        return entry.ends(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp");
    }

    private static boolean isPage(Entry entry) {
        return entry.ends(".html", ".htm", ".svg", ".xhtml");
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        if (NAMED.matcher(entry.lower()).matches() && !isStimulus(entry)) {
            return List.of(Leak.leak(
                    entry,
                    Leak.Kind.PICTURE,
                    "its name says that it is a picture or surface made for checking, which may show the face from before",
                    "move it into the restricted tree"));
        }
        if (isPage(entry)) {
            return page(entry);
        }
        if (!isPicture(entry)) {
            return entry.ends(".gii", ".vtk", ".vtp")
                    ? List.of()
                    : List.of(Leak.doubt(
                            entry,
                            Leak.Kind.PICTURE,
                            "Guise does not look into files of this kind, and it may show a face",
                            "look at it, then accept it with --seen"));
        }
        if (entry.bytes() > LARGEST) {
            return List.of(Leak.doubt(
                    entry,
                    Leak.Kind.PICTURE,
                    "it is too large to be looked at",
                    "look at it, then accept it with --seen"));
        }
        byte[] bytes = java.nio.file.Files.readAllBytes(entry.path());
        Optional<BufferedImage> picture = picture(bytes);
        if (picture.isEmpty()) {
            return List.of(Leak.doubt(
                    entry,
                    Leak.Kind.PICTURE,
                    "it cannot be read as a picture, so nobody looked for a face",
                    "look at it, then accept it with --seen"));
        }
        return witness.isFace(picture.get()) ? List.of(face(entry)) : List.of();
    }

    private static boolean isStimulus(Entry entry) {
        return entry.parts().stream().limit(entry.parts().size() - 1L).anyMatch(p -> p.equalsIgnoreCase("stimuli"));
    }

    private static Leak face(Entry entry) {
        // BIDS: what was shown to the person, which may well be faces
        return isStimulus(entry)
                ? Leak.doubt(
                        entry,
                        Leak.Kind.PICTURE,
                        "it shows a face",
                        "accept it with --seen if it is a stimulus, nobody's scan")
                : Leak.leak(entry, Leak.Kind.PICTURE, "it shows a face", "move it into the restricted tree");
    }

    private List<Leak> page(Entry entry) throws IOException {
        Matcher m = EMBEDDED.matcher(Texts.read(entry.path()));
        for (int i = 0; i < MOST_EMBEDDED && m.find(); i++) {
            byte[] bytes;
            try {
                bytes = Base64.getMimeDecoder().decode(m.group(1));
            } catch (IllegalArgumentException e) {
                continue;
            }
            if (picture(bytes).filter(witness::isFace).isPresent()) {
                return List.of(face(entry));
            }
        }
        return List.of();
    }

    /** The picture in some bytes, if it is one of a usual size. */
    private static Optional<BufferedImage> picture(byte[] bytes) {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    return Optional.empty();
                }
                return Optional.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // readers throw what they like at damaged pictures; all of it means that there is none to see
            return Optional.empty();
        }
    }
}
