package org.guise.app.job;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guise.core.reface.Method;
import org.guise.io.nifti.NiftiNames;

/**
 * The names of everything written for one scan. A BIDS name {@code sub-01_T1w.nii.gz} gives {@code
 * sub-01_desc-refaced_T1w.nii.gz}, any other {@code name.nii.gz} gives {@code name_refaced.nii.gz}; the other methods put
 * {@code removed}, {@code sheared}, {@code blurred} or {@code pixelated} there. The form of the file (compressed or not, one file or a pair)
 * stays.
 *
 * @param scan the refaced scan; for a pair its header file
 * @param data the samples of a pair, empty for a single file
 * @param sidecar the public JSON beside it
 * @param mask the public change mask; empty where it has no name
 * @param qc the restricted picture
 */
public record OutputNames(String scan, Optional<String> data, String sidecar, Optional<String> mask, String qc) {
    private static final Pattern BIDS =
            Pattern.compile("(sub-[A-Za-z0-9]+(?:_[a-z0-9]+-[A-Za-z0-9+]+)*)_([A-Za-z0-9]+)");
    private static final Pattern DESC = Pattern.compile("_desc-([A-Za-z0-9+]+)");

    /**
     * The names for an input file and what is done to its face.
     *
     * @return empty if the file name does not end like a NIfTI file
     */
    public static Optional<OutputNames> of(Path input, Method method) {
        String name = String.valueOf(input.getFileName());
        return stem(input).map(stem -> of(stem, name.substring(stem.length()).toLowerCase(Locale.ROOT), method));
    }

    /**
     * The file name without the ending of a NIfTI file.
     *
     * @return empty if the file name does not end like a NIfTI file
     */
    public static Optional<String> stem(Path input) {
        boolean named = NiftiNames.isNifti(input) && !NiftiNames.stem(input).isEmpty();
        return named ? Optional.of(NiftiNames.stem(input)) : Optional.empty();
    }

    private static OutputNames of(String stem, String form, Method method) {
        String done = method.done();
        Matcher bids = BIDS.matcher(stem);
        String out;
        String mask;
        if (bids.matches()) {
            String suffix = bids.group(2);
            out = described(bids.group(1), done) + "_" + suffix;
            mask = described(bids.group(1), done) + "_" + suffix + "_defacemask.nii.gz";
        } else {
            out = stem + "_" + done;
            // the results of several methods may share a folder
            mask = (method == Method.REFACE ? stem : out) + "_defacemask.nii.gz";
        }
        String scan = out + form.replace(".img", ".hdr");
        Optional<String> data = form.startsWith(".hdr") || form.startsWith(".img")
                ? Optional.of(out + form.replace(".hdr", ".img"))
                : Optional.empty();
        return new OutputNames(scan, data, out + ".json", Optional.of(mask), out + "_qc.png");
    }

    /** BIDS allows one desc entity; one that is there already is kept and extended, so that names stay distinct. */
    private static String described(String entities, String what) {
        Matcher desc = DESC.matcher(entities);
        if (!desc.find()) {
            return entities + "_desc-" + what;
        }
        String capital = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        return entities.substring(0, desc.end()) + capital + entities.substring(desc.end());
    }
}
