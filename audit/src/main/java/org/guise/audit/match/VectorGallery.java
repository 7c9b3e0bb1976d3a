package org.guise.audit.match;

import java.util.Arrays;
import org.guise.core.parallel.Parallel;

/**
 * Vectors of one length against which probes are compared by their dot product, which for vectors of length 1 is the cosine.
 *
 * <p>Vectors lie in blocks of {@link #BLOCK}, component after component: the innermost loop runs over neighbouring vectors,
 * has no sum of its own and needs no order of additions, so that the processor's vector units are used and one probe is
 * compared as fast as memory can be read. Every score is the sum over the components in their order, whatever the number
 * of threads. Immutable once filled; several threads may compare at once.
 */
public final class VectorGallery {
    /** Vectors in a block: their running sums stay in the first cache, and a row is long enough for the vector units. */
    private static final int BLOCK = 256;
    /** Blocks in one array, so that an array stays below the longest possible. */
    private static final int BLOCKS_PER_ARRAY = 256;

    private final int size;
    private final int dimension;
    private final float[][] parts;

    /**
     * Room for vectors, all 0.
     *
     * @param size number of vectors
     * @param dimension components of each
     * @throws IllegalArgumentException if either is below 1 or the dimension above 16384
     */
    public VectorGallery(int size, int dimension) {
        if (size < 1 || dimension < 1 || dimension > 16384) {
            throw new IllegalArgumentException("a gallery of " + size + " vectors of " + dimension + " components");
        }
        this.size = size;
        this.dimension = dimension;
        int blocks = (size + BLOCK - 1) / BLOCK;
        parts = new float[(blocks + BLOCKS_PER_ARRAY - 1) / BLOCKS_PER_ARRAY][];
        for (int a = 0; a < parts.length; a++) {
            int here = Math.min(BLOCKS_PER_ARRAY, blocks - a * BLOCKS_PER_ARRAY);
            parts[a] = new float[here * BLOCK * dimension];
        }
    }

    /** Number of vectors. */
    public int size() {
        return size;
    }

    /** Components of each vector. */
    public int dimension() {
        return dimension;
    }

    /** Puts a vector in its place. */
    public void set(int index, float[] vector) {
        check(vector);
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int block = index / BLOCK;
        float[] part = parts[block / BLOCKS_PER_ARRAY];
        int at = block % BLOCKS_PER_ARRAY * BLOCK * dimension + index % BLOCK;
        for (int c = 0; c < dimension; c++) {
            part[at + c * BLOCK] = vector[c];
        }
    }

    /**
     * Dot products of a probe with all vectors.
     *
     * @param scores receives {@link #size} numbers
     */
    public void compare(float[] probe, float[] scores, Parallel parallel) {
        check(probe);
        if (scores.length < size) {
            throw new IllegalArgumentException(scores.length + " places for " + size + " scores");
        }
        parallel.ranges((size + BLOCK - 1) / BLOCK, (from, to) -> {
            float[] sums = new float[BLOCK];
            for (int block = from; block < to; block++) {
                sum(probe, block, sums);
                System.arraycopy(sums, 0, scores, block * BLOCK, Math.min(BLOCK, size - block * BLOCK));
            }
        });
    }

    private void sum(float[] probe, int block, float[] sums) {
        float[] part = parts[block / BLOCKS_PER_ARRAY];
        int at = block % BLOCKS_PER_ARRAY * BLOCK * dimension;
        Arrays.fill(sums, 0);
        // four components at a time: a sum is loaded and stored once for four products
        int c = 0;
        for (; c + 3 < dimension; c += 4, at += 4 * BLOCK) {
            four(part, at, probe[c], probe[c + 1], probe[c + 2], probe[c + 3], sums);
        }
        for (; c < dimension; c++, at += BLOCK) {
            float p = probe[c];
            for (int i = 0; i < BLOCK; i++) {
                sums[i] += p * part[at + i];
            }
        }
    }

    private static void four(float[] part, int at, float p0, float p1, float p2, float p3, float[] sums) {
        for (int i = 0; i < BLOCK; i++) {
            sums[i] = sums[i]
                    + p0 * part[at + i]
                    + p1 * part[at + BLOCK + i]
                    + p2 * part[at + 2 * BLOCK + i]
                    + p3 * part[at + 3 * BLOCK + i];
        }
    }

    private void check(float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " components; the gallery has " + dimension);
        }
    }
}
