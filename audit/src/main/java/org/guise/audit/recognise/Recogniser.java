package org.guise.audit.recognise;

/**
 * Turns a found face into a template and compares templates. Templates are plain vectors: an embedding, a shape, or local
 * features packed one after another. Safe for use by one thread at a time unless the implementation says more.
 */
public interface Recogniser extends AutoCloseable {
    /** Short name, unique in an audit, of lower-case letters, digits and hyphens: {@code fr-feature}. */
    String id();

    /** What the report says about it: model, version, licence, SHA-256, source. */
    Description description();

    /**
     * Whether templates are vectors of one fixed length in which means, centring, covariances and linear classifiers make
     * sense (an embedding or a shape), or can only be compared pairwise (ORB, SIFT).
     */
    boolean isVector();

    /** The template of one face. An empty array says that this recogniser found nothing to describe. */
    float[] template(FaceImage face);

    /** How alike two templates are; larger is more alike. Cosine for embeddings. */
    double similarity(float[] a, float[] b);

    @Override
    void close();

    /**
     * A recogniser as the report names it.
     *
     * @param kind {@code embedding}, {@code geometry} or {@code local features}
     * @param sha256 of the model file as installed; empty for models without a file
     */
    record Description(String id, String name, String kind, String source, String licence, String sha256) {}
}
