package org.guise.people.anatomy;

import org.guise.core.anatomy.AtlasFile;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Population;

/** The average persons that atlases are made of. */
public enum AveragePerson {
    /** {@link HeadModel#ADULTS}. */
    ADULT(AtlasFile.ADULT_ID, HeadModel.ADULTS, 1, 11.7),
    /**
     * 48 children from 3 to 9, 24 of each sex, mixed ancestry. The parametric children's heads are small, 45 cm round at six
     * years, with a face in proportion; enlarged by this much they measure 51.5 cm as six-year-olds do (WHO/Nellhaus: 51 to 52).
     */
    CHILD(AtlasFile.CHILD_ID, new Population(2, 3, 1, 24, Population.EASY_SPREAD, Population.Ancestry.MIXED), 1.15, 10);

    private final String id;
    private final Population population;
    private final double enlarged;
    private final double vaultMm;

    AveragePerson(String id, Population population, double enlarged, double vaultMm) {
        this.id = id;
        this.population = population;
        this.enlarged = enlarged;
        this.vaultMm = vaultMm;
    }

    /** Identifier of the atlas in sidecars; to be changed whenever the labels change. */
    public String id() {
        return id;
    }

    /** Whose average this is. */
    public Population population() {
        return population;
    }

    /** The average head, lids closed, symmetric about x = 0. */
    public HeadMesh mesh(HeadModel model) {
        HeadMesh mean = model.mean(population);
        return enlarged == 1 ? mean : mean.scaled(enlarged);
    }

    /** Skin to dura in the vault: in adults scalp 5 mm and bone 6 mm, in children of six 4.5 and 5.5. */
    double vaultMm() {
        return vaultMm;
    }

    /** How long this person's face is, as a share of the adult's. */
    double faceLength(HeadModel model) {
        return this == ADULT
                ? 1
                : model.measure(mesh(model)).faceHeight()
                        / model.measure(ADULT.mesh(model)).faceHeight();
    }
}
