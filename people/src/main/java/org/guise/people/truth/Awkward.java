package org.guise.people.truth;

import static org.guise.people.scan.Contrast.CT;
import static org.guise.people.scan.Contrast.FDG;
import static org.guise.people.scan.Contrast.FLAIR;
import static org.guise.people.scan.Contrast.T1;
import static org.guise.people.scan.Contrast.T1CE;
import static org.guise.people.scan.Contrast.T2;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.people.disturb.DentalMetal;
import org.guise.people.disturb.Disturbance;
import org.guise.people.disturb.Furniture;
import org.guise.people.disturb.Pathology;
import org.guise.people.disturb.Setting;
import org.guise.people.disturb.Signal;
import org.guise.people.disturb.Torso;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.GridVariant;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;
import org.jspecify.annotations.Nullable;

/**
 * What de-facing tools stumble over, one at a time. {@link Condition} lists what an acquisition may be like on a good day; this
 * is the rest: patients of all ages, what else lies in the scanner, artefacts, poses that the header denies, pathology.
 *
 * <p>Head circumferences of children are means of both sexes (Nellhaus 1968, Pediatrics 41:106; WHO Child Growth Standards
 * 2007). The parametric heads know no one younger than a year, so a newborn is a one-year-old of a newborn's size.
 */
public enum Awkward {
    PLAIN(T1, T2, CT, FDG),
    NEWBORN(1, 350, T1, T2, CT),
    AGE_1(1, 465, T1, T2, CT),
    AGE_2(2, 485, T1, T2, CT),
    AGE_5(5, 510, T1, T2, CT),
    AGE_10(10, 535, T1, T2, CT),
    AGE_16(16, 555, T1, T2, CT),
    /** Head holder with pad, and table. */
    TABLE(CT),
    /** Field of view from the chest to the vertex. */
    SHOULDERS(CT, T1),
    /** Fillings: streaks, dark bands, 3071 HU. */
    METAL_STREAKS(CT),
    /** A brace: no signal round the front teeth. */
    METAL_VOID(T1, T2),
    /** Slices tilted by 20° against the table's way: a sheared lattice. */
    GANTRY_TILT(CT),
    /** −2000 outside the reconstruction circle, in the holder. */
    PADDING_2000(CT),
    /** −3024 outside a circle that touches the head. */
    PADDING_3024(CT),
    /** 1 × 1 × 5 mm, in the holder. */
    THICK_5(CT),
    CONTRAST_AGENT(CT, T1CE),
    /** The field of view ends in the nose; what is beyond comes back behind the head. */
    WRAPPED_NOSE(T1, T2),
    GHOSTS(T1),
    /** Receive field of ± 60 %. */
    BIAS_60(T1, T2),
    /** Bright middle as at 7 T. */
    BRIGHT_CENTRE(T1),
    /** SNR 5; PET: 3. */
    LOW_SNR(T1, T2, FDG),
    /** Nothing above 45 mm below the vertex. */
    VAULT_CUT(T1, CT),
    /** On the left side, and the header says supine. */
    DECUBITUS_LEFT(T1, CT, FDG),
    DECUBITUS_RIGHT(T1, CT, FDG),
    /** Face down, and the header says supine. */
    PRONE(T1, CT, FDG),
    /** The header has front and back the wrong way round: a mirror image. */
    FLIPPED_AP(T1, CT),
    /** Top and bottom. */
    FLIPPED_SI(T1, CT),
    /** Left and right; a symmetric head shows nothing of it. */
    FLIPPED_LR(T1),
    /** Table coordinates: almost a metre away from the origin. */
    FAR_AWAY(T1, CT, FDG),
    TUMOUR(T1CE, FLAIR, CT),
    HYDROCEPHALUS(T1, T2, CT),
    CRANIECTOMY(T1, CT),
    NO_NOSE(T1, CT),
    NO_EAR(T1);

    private static final double STEP_MM = 1.2;
    private static final Grid WHOLE = Grid.isotropic(168, 220, 240, STEP_MM, -100.2, -125, -136);
    private static final Grid WIDE = Grid.isotropic(200, 250, 240, STEP_MM, -119.4, -165, -136);
    private static final double TILT_RAD = Math.toRadians(20);
    private static final double CUT_BELOW_VERTEX_MM = 45;
    /** How much of the nose the short field of view cuts off. */
    private static final double NOSE_CUT_MM = 18;

    private final double ageYears;
    private final double circumferenceMm;
    private final List<Contrast> contrasts;

    Awkward(Contrast... contrasts) {
        this(0, Cohort.ADULT_CIRCUMFERENCE_MM, contrasts);
    }

    Awkward(double ageYears, double circumferenceMm, Contrast... contrasts) {
        this.ageYears = ageYears;
        this.circumferenceMm = circumferenceMm;
        this.contrasts = List.of(contrasts);
    }

    /** The name on the command line and in tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The contrasts in which it is tried. */
    public List<Contrast> contrasts() {
        return contrasts;
    }

    /** Whether the head lies otherwise than the header says, so that the verdict should not be PASS. */
    public boolean headerLies() {
        return switch (this) {
            case DECUBITUS_LEFT, DECUBITUS_RIGHT, PRONE, FLIPPED_AP, FLIPPED_SI -> true;
            default -> false;
        };
    }

    /** Scans a person of the cohort in this situation: 5–10 s. The same for the same seed. */
    public AwkwardScan of(Cohort cohort, int person, Contrast contrast, long seed) {
        Subject subject = ageYears > 0 ? cohort.child(person, ageYears, circumferenceMm) : cohort.subject(person);
        double size = circumferenceMm / Cohort.ADULT_CIRCUMFERENCE_MM;
        Acquisition how = acquisition(subject, contrast, seed);
        Setting setting = new Setting(how, subject.landmarks(), size);
        SyntheticScan scan = ScanSynthesizer.scan(subject.person(), how.withSnr(0));
        scan = ScanSynthesizer.withNoise(
                disturbance(subject, contrast, how.grid()).apply(scan, setting), how);
        scan = afterwards().apply(scan, setting);
        how = how.on(scan.image().grid());
        Affine mirror = mirror();
        if (mirror != null) {
            scan = relabelled(scan, mirror);
            how = how.on(scan.image().grid()).posed(mirror.after(how.headToScanner()));
        }
        return new AwkwardScan(subject, how, scan, size, this == WRAPPED_NOSE);
    }

    private Acquisition acquisition(Subject subject, Contrast contrast, long seed) {
        Acquisition plain = new Acquisition(contrast, WHOLE, Affine.identity(), 0.15, contrast.noise(25), seed);
        Acquisition how = switch (this) {
            case TABLE, PADDING_2000 -> plain.on(WIDE);
            case PADDING_3024 -> plain.on(Grid.isotropic(200, 200, 240, STEP_MM, -119.4, -115, -136));
            case THICK_5 -> plain.on(GridVariant.resized(WIDE, 1, 1, 5));
            case SHOULDERS -> plain.on(Grid.isotropic(260, 200, 310, 1.3, -168, -138, -252));
            case GANTRY_TILT -> plain.on(tilted());
            case BIAS_60 -> plain.withBias(0.6);
            case LOW_SNR -> plain.withSnr(contrast.isPet() ? 3 : 5);
            case VAULT_CUT ->
                plain.on(GridVariant.cropped(WHOLE, new int[3], new int[] {
                    WHOLE.nx(), WHOLE.ny(), index(2, Condition.vertexZ(subject) - CUT_BELOW_VERTEX_MM)
                }));
            case DECUBITUS_LEFT -> onSide(plain, Math.PI / 2);
            case DECUBITUS_RIGHT -> onSide(plain, -Math.PI / 2);
            case PRONE -> onSide(plain, Math.PI);
            case FAR_AWAY -> {
                Affine far = Affine.shift(40, -180, -950);
                yield plain.on(new Grid(WHOLE.nx(), WHOLE.ny(), WHOLE.nz(), far.after(WHOLE.voxelToWorld())))
                        .posed(far);
            }
            default -> plain;
        };
        double v = contrast.voxelMm();
        return v <= STEP_MM ? how : how.on(GridVariant.resized(how.grid(), v, v, v));
    }

    private static Acquisition onSide(Acquisition plain, double rad) {
        return plain.on(Grid.isotropic(230, 230, 240, STEP_MM, -137.4, -137.4, -136))
                .posed(Affine.rotation(0, 0, rad));
    }

    /** The voxel rows lean by the tilt, the slices still follow each other along the table. */
    private static Grid tilted() {
        double c = STEP_MM * Math.cos(TILT_RAD), s = STEP_MM * Math.sin(TILT_RAD), step = 2.5;
        int nx = 180, ny = 230, nz = 140;
        return new Grid(
                nx,
                ny,
                nz,
                Affine.of(
                        STEP_MM,
                        0,
                        0,
                        -STEP_MM * (nx - 1) / 2,
                        0,
                        c,
                        0,
                        5 - c * (ny - 1) / 2,
                        0,
                        s,
                        step,
                        5 - s * (ny - 1) / 2 - step * (nz - 1) / 2));
    }

    private static int index(int axis, double mm) {
        return (int) Math.round((mm - WHOLE.voxelToWorld().get(axis, 3)) / STEP_MM);
    }

    private Disturbance disturbance(Subject subject, Contrast contrast, Grid grid) {
        return switch (this) {
            case TABLE, THICK_5, PADDING_2000 -> Furniture.holderAndTable();
            case SHOULDERS -> Torso.shoulders();
            case METAL_STREAKS -> DentalMetal.streaks();
            case METAL_VOID -> DentalMetal.voids();
            case CONTRAST_AGENT -> contrast.isCt() ? Signal.contrastAgent() : (scan, setting) -> scan;
            case WRAPPED_NOSE -> {
                double tip = Objects.requireNonNull(subject.landmarks().get(Landmark.PRONASALE))[1];
                yield Signal.wrapped((int) Math.round(grid.worldToVoxel().y(0, tip - NOSE_CUT_MM, 0)));
            }
            case GHOSTS -> Signal.ghosts(0.3);
            case BRIGHT_CENTRE -> Signal.brightCentre(0.6);
            case TUMOUR -> Pathology.tumour();
            case HYDROCEPHALUS -> Pathology.hydrocephalus();
            case CRANIECTOMY -> Pathology.craniectomy();
            case NO_NOSE -> Pathology.withoutNose();
            case NO_EAR -> Pathology.withoutEar();
            default -> (scan, setting) -> scan;
        };
    }

    /** What reconstruction does, after the noise. */
    private Disturbance afterwards() {
        return switch (this) {
            case PADDING_2000 -> Signal.padding(-2000, 0);
            case PADDING_3024 -> Signal.padding(-3024, 2);
            default -> (scan, setting) -> scan;
        };
    }

    private @Nullable Affine mirror() {
        return switch (this) {
            case FLIPPED_AP -> Affine.scaleShift(1, -1, 1, 0, 0, 0);
            case FLIPPED_SI -> Affine.scaleShift(1, 1, -1, 0, 0, 0);
            case FLIPPED_LR -> Affine.scaleShift(-1, 1, 1, 0, 0, 0);
            default -> null;
        };
    }

    /** The same voxels under another header. */
    private static SyntheticScan relabelled(SyntheticScan scan, Affine by) {
        Grid g = scan.image().grid();
        Grid said = new Grid(g.nx(), g.ny(), g.nz(), by.after(g.voxelToWorld()));
        Map<Landmark, double[]> landmarks = new EnumMap<>(Landmark.class);
        scan.landmarks().forEach((l, p) -> landmarks.put(l, by.apply(p)));
        return new SyntheticScan(
                new Volume(said, scan.image().data()),
                new LabelVolume(said, scan.tissue().data()),
                new LabelVolume(said, scan.region().data()),
                landmarks);
    }
}
