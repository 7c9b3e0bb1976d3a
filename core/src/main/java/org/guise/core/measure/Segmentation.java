package org.guise.core.measure;

/**
 * Shares of the three tissues of the brain in each voxel near it.
 *
 * @param voxels where
 * @param share CSF, grey and white matter, {@code float[3 * voxels.size()]}; their sum is the chance that it is brain or CSF
 * @param contrast distance of the means of grey and white matter in standard deviations
 * @param rounds how many rounds were needed
 */
record Segmentation(BrainVoxels voxels, float[] share, double contrast, int rounds) {
    /** Volume of one tissue, ml. */
    double ml(int tissue) {
        double sum = 0;
        for (int i = tissue; i < share.length; i += 3) {
            sum += share[i];
        }
        return sum * voxels.ml();
    }

    /** Volume of one tissue in each part of {@link Parcellation#all}, ml. */
    double[] mlByPart(int tissue) {
        double[] sum = new double[Parcellation.all().size()];
        for (int q = 0; q < voxels.size(); q++) {
            sum[voxels.part[q]] += share[3 * q + tissue];
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= voxels.ml();
        }
        return sum;
    }
}
