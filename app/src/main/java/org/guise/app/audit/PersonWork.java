package org.guise.app.audit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.guise.app.audit.AuditPlan.Making;
import org.guise.app.audit.AuditPlan.Version;
import org.guise.audit.cohort.CohortTable.Person;
import org.guise.audit.match.Adversary;
import org.guise.audit.match.TemplateSet;
import org.guise.core.attack.FaceFill;
import org.guise.core.attack.Unblur;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.Kept;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.reface.Verdict;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.RenderedView;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiRewriter;
import org.jspecify.annotations.Nullable;

/**
 * All pictures and templates of one person. Every version is looked at from the cameras of the original scan: an attacker
 * who knows the head's pose is the stronger one. One worker thread; what an earlier run finished is taken from disk.
 */
final class PersonWork {
    private final AuditPlan plan;
    private final Describer describer;
    private final TemplateStore store;
    private final Refacer refacer;
    private final Parallel alone;

    PersonWork(AuditPlan plan, Describer describer, TemplateStore store, Refacer refacer, Parallel alone) {
        this.plan = plan;
        this.describer = describer;
        this.store = store;
        this.refacer = refacer;
        this.alone = alone;
    }

    /**
     * One person's templates.
     *
     * @param photos of each photograph
     * @param renders by kind of render ({@link TemplateSet#renders})
     * @param secondVisit of the second scan
     * @param keptSkin by version: the share of this person's facial skin that was kept on purpose
     * @param failed sentences: versions that could not be made
     */
    record Done(
            List<PictureTemplates> photos,
            Map<String, List<PictureTemplates>> renders,
            List<PictureTemplates> secondVisit,
            Map<String, Double> keptSkin,
            List<String> failed) {}

    Done run(Person person) throws IOException {
        List<PictureTemplates> photos = new ArrayList<>();
        for (Path photo : person.photos()) {
            String key = store.photoKey(photo, plan.photos());
            photos.addAll(store.get(
                    key, () -> List.of(describer.describe(plan.photos().apply(picture(photo), describer::find)))));
        }
        HeadSource original = new HeadSource(person.scan(), refacer);
        Map<String, List<PictureTemplates>> renders = new HashMap<>();
        Map<String, Double> keptSkin = new HashMap<>();
        List<String> failed = new ArrayList<>();
        renders.put(
                TemplateSet.ORIGINAL,
                store.get(
                        store.key(person.scan(), views(person.scan())),
                        () -> described(original.volume(), original.frame())));
        for (Version v : plan.versions()) {
            Path file = file(person, v, original, failed);
            if (file == null) {
                continue;
            }
            HeadSource other = new HeadSource(file, refacer);
            if (v.made().filter(m -> !m.kept().isEmpty()).isPresent()) {
                keptSkin.put(v.id(), keptShare(file));
            }
            put(renders, v.id(), file, person, () -> described(other.volume(), original.frame()));
            if (v.made()
                    .map(m -> m.method() == Method.REMOVE || m.method() == Method.SHEAR)
                    .orElse(true)) {
                put(renders, Adversary.filled(v.id()), file, person, () -> {
                    FaceFill.Result r = FaceFill.fill(other.volume(), refacer, alone);
                    return described(r.scan(), original.frame());
                });
            }
            if (v.made().map(m -> m.method() == Method.BLUR).orElse(true)) {
                put(renders, Adversary.unblurred(v.id()), file, person, () -> {
                    Unblur.Result r = Unblur.apply(other.volume(), refacer, OptionalDouble.empty(), alone);
                    return described(r.scan(), original.frame());
                });
            }
        }
        List<PictureTemplates> second = List.of();
        if (person.secondScan().isPresent()) {
            Path scan = person.secondScan().get();
            HeadSource visit = new HeadSource(scan, refacer);
            second = store.get(store.key(scan, views(scan)), () -> described(visit.volume(), visit.frame()));
        }
        return new Done(List.copyOf(photos), Map.copyOf(renders), second, Map.copyOf(keptSkin), List.copyOf(failed));
    }

    private void put(
            Map<String, List<PictureTemplates>> renders,
            String kind,
            Path file,
            Person person,
            TemplateStore.Source source)
            throws IOException {
        String treatment = kind.contains("+") ? kind.substring(kind.indexOf('+')) : "";
        renders.put(kind, store.get(store.key(file, views(person.scan()) + treatment), source));
    }

    /** What the renders depend on beside the rendered file: cameras, and the scan that tells the pose. */
    private String views(Path posedBy) throws IOException {
        return plan.preset() + "|" + plan.size() + "|" + plan.seed() + "|" + store.hash(posedBy);
    }

    private List<PictureTemplates> described(Volume scan, HeadFrame frame) {
        List<PictureTemplates> all = new ArrayList<>();
        for (RenderedView view : HeadRenders.of(scan, frame, plan.preset(), plan.size(), plan.seed(), 1)) {
            all.add(describer.describe(view.picture()));
        }
        return all;
    }

    /** The file of a version, made if Guise is to make it; null if there is none or the scan could not be de-faced. */
    private @Nullable Path file(Person person, Version v, HeadSource original, List<String> failed) throws IOException {
        if (v.made().isEmpty()) {
            return v.files().get(person.key());
        }
        Making making = v.made().get();
        Path file = made(plan, person, v);
        if (Files.isRegularFile(file)
                && (making.kept().isEmpty() || Files.isRegularFile(keptNote(file)))
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(person.scan())) >= 0) {
            return file;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        RefaceOptions options = RefaceOptions.madeUpFace(plan.seed())
                .withMethod(making.method())
                .withKept(new Kept(making.kept(), Optional.empty()))
                .forScan(original.volume());
        RefaceResult result = refacer.reface(original.volume(), original.fit(), options);
        if (result.verdict() == Verdict.FAIL) {
            failed.add(person.key() + ", " + v.label() + ": " + String.join("; ", result.reasons()));
            return null;
        }
        NiftiRewriter after = new NiftiRewriter(original.image()).replace(0, result.changed(), result.values());
        NiftiFile.write(file, after.image(), 1);
        if (!making.kept().isEmpty()) {
            double share = result.measures().getOrDefault("keptSkin", 0.0);
            AtomicFile.write(
                    keptNote(file), out -> out.write(Double.toString(share).getBytes(StandardCharsets.UTF_8)));
        }
        return file;
    }

    /** Where it is noted how much facial skin a version keeps, beside its file. */
    private static Path keptNote(Path file) {
        return file.resolveSibling(file.getFileName() + ".kept");
    }

    private static double keptShare(Path file) throws IOException {
        Path note = keptNote(file);
        try {
            return Double.parseDouble(Files.readString(note).strip());
        } catch (NumberFormatException e) {
            throw new InputException(note, "this is no number", "delete it and run the audit again", e);
        }
    }

    /** Where the file of a version is, or will be once it is made. */
    static Optional<Path> known(AuditPlan plan, Person person, Version v) {
        return v.made().isPresent()
                ? Optional.of(made(plan, person, v))
                : Optional.ofNullable(v.files().get(person.key()));
    }

    private static Path made(AuditPlan plan, Person person, Version v) {
        String how = v.made().filter(Making::isSeeded).isPresent() ? v.id() + "-seed" + plan.seed() : v.id();
        return plan.restricted().resolve("versions").resolve(how).resolve(person.key() + ".nii.gz");
    }

    /** A photograph. */
    static BufferedImage picture(Path file) throws IOException {
        Optional<BufferedImage> read = Optional.ofNullable(ImageIO.read(file.toFile()));
        return read.orElseThrow(() -> new InputException(
                file, "this is not a picture that can be read", "save the photograph as PNG or JPEG"));
    }
}
