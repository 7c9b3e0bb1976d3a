package org.guise.audit.recognise;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is done to a photograph before its face is found and described. Renders are grey and bald; photographs made so
 * too may resemble them more.
 *
 * @param grey whether colour is taken away (luma of ITU-R BT.601)
 * @param bald whether everything but the face, hair above all, is painted over with the renders' background
 */
public record PhotoTreatment(boolean grey, boolean bald) {
    /** In colour, with hair. */
    public static final PhotoTreatment AS_IS = new PhotoTreatment(false, false);

    private static final String ALONE = "asis", GREY = "grey", BALD = "bald";

    /**
     * The treatment that some words name: {@code asis} alone, or {@code grey}, {@code bald} or both.
     *
     * @throws IllegalArgumentException if a word is not known; the message lists those there are
     */
    public static PhotoTreatment of(List<String> words) {
        Set<String> names = new TreeSet<>();
        for (String w : words) {
            String name = w.toLowerCase(Locale.ROOT);
            if (!List.of(ALONE, GREY, BALD).contains(name)) {
                throw new IllegalArgumentException(
                        "there is no treatment " + w + "; expected asis, grey, bald, or grey,bald");
            }
            names.add(name);
        }
        if (names.contains(ALONE) && names.size() > 1) {
            throw new IllegalArgumentException("asis cannot be combined with another treatment; leave it out");
        }
        return new PhotoTreatment(names.contains(GREY), names.contains(BALD));
    }

    /** Short name: {@code asis}, {@code grey}, {@code bald} or {@code grey-bald}. */
    public String id() {
        return grey && bald ? GREY + "-" + BALD : grey ? GREY : bald ? BALD : ALONE;
    }

    /** What was done, for the report. */
    public String sentence() {
        if (!grey && !bald) {
            return "Photographs were used as they are, in colour and with hair.";
        }
        String outline = "masked to the face (grey outside the jaw line of the 68 landmarks, drawn in by 4 %, and a"
                + " forehead of 0.41 of the height from chin to brows: no ears, and no hair but a fringe)";
        return "Before their faces were described, photographs were "
                + (grey ? "made grey (luma, ITU-R BT.601)" + (bald ? " and " : "") : "") + (bald ? outline : "") + ".";
    }

    /**
     * The photograph after the treatment; as it is where a face is to be cut out and none is found.
     *
     * @param photo not modified
     * @param finder finds the face in a picture
     */
    public BufferedImage apply(BufferedImage photo, Function<BufferedImage, Optional<FaceImage>> finder) {
        BufferedImage toned = grey ? GreyPhoto.of(photo) : photo;
        return bald ? finder.apply(toned).map(BaldPhoto::of).orElse(toned) : toned;
    }
}
