package org.guise.people.truth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.guise.core.anatomy.Atlas;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Identity;
import org.guise.people.head.MakeHuman;
import org.guise.people.head.Population;
import org.guise.people.scan.Person;

/** A numbered supply of subjects: even numbers from the easy population, odd ones from the hard one. */
public final class Cohort {
    /** Mean of adults, mm; what the parametric adults have too. */
    public static final double ADULT_CIRCUMFERENCE_MM = 560;

    private final long seed;
    private final HeadModel model;
    private final Atlas atlas;
    private final HeadMesh atlasMesh;
    private final Population easy;
    private final Population hard;

    private Cohort(long seed, HeadModel model, Atlas atlas) {
        this.seed = seed;
        this.model = model;
        this.atlas = atlas;
        this.atlasMesh = model.mean();
        this.easy = Population.easy(seed);
        this.hard = Population.hard(seed + 1);
    }

    /**
     * Loads the mesh data.
     *
     * @param packageDir see {@link MakeHuman#locate}
     * @throws IOException if the package is missing or differs from the pinned version
     */
    public static Cohort load(Path packageDir, Atlas atlas, long seed) throws IOException {
        return new Cohort(seed, HeadModel.load(packageDir), atlas);
    }

    /** Most subjects there are. */
    public int size() {
        return easy.size() + hard.size();
    }

    /**
     * Subject {@code number} as a child: the same modifiers at another age, with the head circumference that belongs to it,
     * and the inner anatomy scaled along.
     *
     * @param circumferenceMm of the head above the ears
     */
    public Subject child(int number, double ageYears, double circumferenceMm) {
        int index = number / 2;
        boolean fromEasy = number % 2 == 0;
        int person = (5 * index + (fromEasy ? 0 : 1)) % easy.size();
        Identity identity = (fromEasy ? easy : hard).person(person).with(ageYears, 0.5);
        HeadMesh mesh = model.mesh(identity, Expression.ASLEEP);
        double factor = circumferenceMm / model.measure(mesh).circumferenceMm();
        HeadMesh sized = mesh.scaled(factor);
        Person child = new Person(
                sized,
                model.landmarks(sized),
                atlas,
                atlasMesh,
                1000 * seed + number,
                Person.NATURAL_SD_MM * circumferenceMm / ADULT_CIRCUMFERENCE_MM);
        return Subject.of(String.format(Locale.ROOT, "age%02.0f-%02d", ageYears, person), child, atlas, atlasMesh);
    }

    /** Subject {@code number} from 0: sexes and decades of age are equally frequent; inner anatomy differs. */
    public Subject subject(int number) {
        int index = number / 2;
        boolean fromEasy = number % 2 == 0;
        // 5 and the population's size (84) have no common factor: nobody comes twice, neighbours differ in sex and
        // decade
        int person = (5 * index + (fromEasy ? 0 : 1)) % easy.size();
        return Subject.of(
                (fromEasy ? "easy" : "hard") + String.format(Locale.ROOT, "%02d", person),
                model,
                (fromEasy ? easy : hard).person(person),
                atlas,
                atlasMesh,
                1000 * seed + number);
    }
}
