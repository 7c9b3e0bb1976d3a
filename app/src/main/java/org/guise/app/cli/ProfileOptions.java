package org.guise.app.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guise.app.job.UsageException;
import org.guise.dicom.edit.UidMap;
import org.guise.dicom.profile.BasicProfile;
import org.guise.dicom.profile.ProfileOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what happens to the headers of DICOM files. */
final class ProfileOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "De-identify the headers: basic, the Basic Application Level Confidentiality Profile of DICOM"
                    + " PS3.15 (2025a). Default: names, dates and the like stay.")
    private @Nullable String profile;

    @Option(
            names = "--retain",
            split = ",",
            paramLabel = "WHAT",
            description = "With --profile: leave uids, dates (or shifted: moved by a secret number of weeks for each"
                    + " patient), patient (sex, age, weight), device, institution, private (those known to be safe).")
    private List<String> retain = List.of();

    @Option(
            names = "--clean",
            split = ",",
            paramLabel = "WHAT",
            description = "With --profile: clean instead of removing: descriptors (technical words stay), structured"
                    + " (numbers and standard codes stay), graphics (shapes stay, texts go).")
    private List<String> clean = List.of();

    /** Whether a profile was asked for. */
    boolean isAsked() {
        return profile != null;
    }

    /** Checks what was asked for. @throws UsageException if it cannot be done */
    Set<ProfileOption> checked() {
        if (profile == null && !(retain.isEmpty() && clean.isEmpty())) {
            throw new UsageException((retain.isEmpty() ? "--clean" : "--retain")
                    + " says what a profile leaves; give --profile basic too");
        }
        if (profile != null && !profile.equalsIgnoreCase("basic")) {
            throw new UsageException("--profile " + profile + ": expected basic");
        }
        Set<ProfileOption> options = EnumSet.noneOf(ProfileOption.class);
        retain.forEach(w -> options.add(option(w, true, "--retain")));
        clean.forEach(w -> options.add(option(w, false, "--clean")));
        if (options.contains(ProfileOption.DATES) && options.contains(ProfileOption.SHIFTED)) {
            throw new UsageException("--retain dates and --retain shifted contradict each other; give one");
        }
        return options;
    }

    /** The profile. @param salt the run's secret; empty if none was asked for */
    Optional<BasicProfile> profile(byte[] salt) {
        Set<ProfileOption> options = checked();
        return isAsked()
                ? Optional.of(new BasicProfile(options, new UidMap(salt), derived(salt, "header profile")))
                : Optional.empty();
    }

    /** Another secret from the run's, so that what one gives away says nothing of the other. */
    static byte[] derived(byte[] salt, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static ProfileOption option(String word, boolean retains, String name) {
        for (ProfileOption o : ProfileOption.values()) {
            if (o.isRetain() == retains && o.key().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return o;
            }
        }
        String known = String.join(
                ", ",
                java.util.Arrays.stream(ProfileOption.values())
                        .filter(o -> o.isRetain() == retains)
                        .map(ProfileOption::key)
                        .toList());
        throw new UsageException(name + " " + word + ": expected some of " + known);
    }
}
