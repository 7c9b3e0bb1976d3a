package org.guise.people.scan;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * How a person is scanned.
 *
 * @param contrast what it shows
 * @param grid voxels of the scan in scanner world; its extent is the field of view and may cut the head
 * @param headToScanner where the head lies: head frame → scanner world, rigid
 * @param biasAmplitude largest relative change of the MR receive field, e.g. 0.15 to 0.4; 0 for none; not for CT and PET
 * @param snr MR: mean of white matter over the noise of one channel; CT: noise in HU; PET: mean of grey matter over the noise
 *     there; 0 for no noise
 * @param seed of texture, bias and noise
 */
public record Acquisition(
        Contrast contrast, Grid grid, Affine headToScanner, double biasAmplitude, double snr, long seed) {

    /** A scan of 200 × 260 × 260 voxels of 1 mm, head straight, bias 20 %, SNR 25 (CT: noise of 12 HU; PET: 10). */
    public static Acquisition standard(Contrast contrast, long seed) {
        return new Acquisition(
                contrast,
                Grid.isotropic(200, 260, 260, 1, -99.5, -125, -115),
                Affine.identity(),
                0.2,
                contrast.noise(25),
                seed);
    }

    /** The same on another grid. */
    public Acquisition on(Grid newGrid) {
        return new Acquisition(contrast, newGrid, headToScanner, biasAmplitude, snr, seed);
    }

    /** The same with the head elsewhere. */
    public Acquisition posed(Affine newHeadToScanner) {
        return new Acquisition(contrast, grid, newHeadToScanner, biasAmplitude, snr, seed);
    }

    /** The same with another noise figure; 0 for no noise. */
    public Acquisition withSnr(double newSnr) {
        return new Acquisition(contrast, grid, headToScanner, biasAmplitude, newSnr, seed);
    }

    /** The same with another receive field. */
    public Acquisition withBias(double newAmplitude) {
        return new Acquisition(contrast, grid, headToScanner, newAmplitude, snr, seed);
    }
}
