package org.guise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiWriter;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Identity;
import org.guise.people.head.MakeHuman;
import org.guise.people.head.Population;
import org.guise.people.head.Sex;
import org.guise.people.photo.Setting;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.Person;
import org.guise.people.scan.ScanSynthesizer;

/**
 * An audit whose right answer is known: beside the scans of made-up persons it writes versions in which a known share of each
 * person's shape is left, the rest is the average person's. With a share of 0 every head is the same but for noise, and an
 * audit must find nothing; with 0.2 it must find the leak.
 *
 * <p>Photographs come from a cohort that {@code guise people} made with the same seed.
 */
final class PlantedLeak {
    private static final String USAGE = "planted COHORT OUT [--persons 24] [--seed 1] [--kept 0,0.2]";
    private static final Grid FIELD = Grid.isotropic(200, 248, 256, 1, -99.5, -130, -140);
    private static final double BIAS = 0.15, SNR = 22, AVERAGE_AGE = 50;
    private static final long INNER_SEED = 7;
    private static final int PHOTOS = 5;

    private PlantedLeak() {}

    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, USAGE);
        if (options.plain().size() != 2) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        Path cohort = Path.of(options.plain().get(0)),
                out = Path.of(options.plain().get(1));
        Atlas atlas = AtlasFile.builtIn();
        HeadModel model = HeadModel.load(MakeHuman.locate(Path.of("")));
        HeadMesh mean = model.mean();
        int seed = options.number("seed", 1);
        Population population = Setting.HARD.population(seed);
        List<String> key = new ArrayList<>(List.of("person\tscan\tphotos"));
        String[] kept = options.text("kept", "0,0.2").split(",");
        for (int i = 0; i < options.number("persons", 24); i++) {
            String name = String.format(Locale.ROOT, "sub-%03d", i + 1);
            Identity own = population.person(i);
            write(out.resolve("scans"), name, scan(model, own, atlas, mean, 1000 + i));
            for (int k = 0; k < kept.length; k++) {
                Identity left = left(own, Double.parseDouble(kept[k]));
                write(out.resolve("kept-" + kept[k]), name, scan(model, left, atlas, mean, 2000 + 1000L * k + i));
            }
            List<String> photos = new ArrayList<>();
            for (int p = 1; p <= PHOTOS; p++) {
                String photo = "photos/" + name + "/photo-" + p + ".png";
                Files.createDirectories(out.resolve(photo).getParent());
                Files.copy(cohort.resolve(photo), out.resolve(photo), StandardCopyOption.REPLACE_EXISTING);
                photos.add(photo);
            }
            key.add(name + "\tscans/" + name + "_T1w.nii.gz\t" + String.join(";", photos));
            System.err.println(name);
        }
        Files.write(out.resolve("cohort.tsv"), key);
        System.out.println("now: guise audit " + out.resolve("cohort.tsv") + " -o AUDIT "
                + String.join(
                        " ",
                        List.of(kept).stream()
                                .map(k -> "--defaced kept" + k.replace("0.", "") + "=" + out.resolve("kept-" + k))
                                .toList()));
    }

    /** So much of a person's difference from the average man. */
    private static Identity left(Identity own, double share) {
        double[] ancestry = own.ancestry().clone();
        for (int c = 0; c < ancestry.length; c++) {
            ancestry[c] = share * ancestry[c] + (1 - share) / ancestry.length;
        }
        return new Identity(
                share == 1 ? own.sex() : Sex.MALE,
                share * own.ageYears() + (1 - share) * AVERAGE_AGE,
                ancestry,
                share * own.muscle() + (1 - share) * 0.5,
                share * own.weight() + (1 - share) * 0.5,
                scaled(own.modifiers(), share),
                scaled(own.headShapes(), share),
                scaled(own.asymmetries(), share));
    }

    private static double[] scaled(double[] v, double share) {
        double[] out = v.clone();
        for (int c = 0; c < out.length; c++) {
            out[c] *= share;
        }
        return out;
    }

    private static Volume scan(HeadModel model, Identity who, Atlas atlas, HeadMesh mean, long noise) {
        Person person = Person.of(model, who, Expression.ASLEEP, atlas, mean, INNER_SEED);
        return ScanSynthesizer.image(person, new Acquisition(Contrast.T1, FIELD, Affine.identity(), BIAS, SNR, noise));
    }

    private static void write(Path folder, String name, Volume scan) throws IOException {
        Files.createDirectories(folder);
        NiftiWriter.write(folder.resolve(name + "_T1w.nii.gz"), scan, DataType.INT16);
    }
}
