package org.guise.people.disturb;

import java.util.stream.IntStream;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.SyntheticScan;

/** A copy of a scan with its truth, to be painted on in head coordinates. */
final class Canvas {
    final Grid grid;
    final float[] image;
    final byte[] tissue;
    final byte[] region;
    /** Voxel → head frame, mm. */
    final Affine toHead;

    private final SyntheticScan scan;

    /** Paints one voxel; touches no other. */
    @FunctionalInterface
    interface Brush {
        /** @param at number of the voxel, at (x, y, z) mm in the head frame */
        void at(int at, double x, double y, double z);
    }

    Canvas(SyntheticScan scan, Setting setting) {
        this.scan = scan;
        this.grid = scan.image().grid();
        this.image = scan.image().data().clone();
        this.tissue = scan.tissue().data().clone();
        this.region = scan.region().data().clone();
        this.toHead = setting.how().headToScanner().inverse().after(grid.voxelToWorld());
    }

    /** Calls the brush for every voxel, slices in parallel. */
    Canvas paint(Brush brush) {
        IntStream.range(0, grid.nz()).parallel().forEach(k -> {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    brush.at(grid.index(i, j, k), toHead.x(i, j, k), toHead.y(i, j, k), toHead.z(i, j, k));
                }
            }
        });
        return this;
    }

    boolean isAir(int at) {
        return tissue[at] == Tissue.AIR.code();
    }

    boolean isBrain(int at) {
        return region[at] == Region.BRAIN.code();
    }

    /** Mixes the signal of a tissue in. */
    void blend(int at, double share, double signal) {
        image[at] += (float) (share * (signal - image[at]));
    }

    /** Makes a voxel air, in image and truth. */
    void empty(int at, Contrast contrast) {
        image[at] = contrast.mean(Tissue.AIR);
        tissue[at] = Tissue.AIR.code();
    }

    /** Mean position of the brain voxels, head frame, mm; the origin where there are none. */
    double[] brainCentre() {
        double[] sum = new double[3];
        long n = 0;
        for (int k = 0; k < grid.nz(); k += 2) {
            for (int j = 0; j < grid.ny(); j += 2) {
                for (int i = 0; i < grid.nx(); i += 2) {
                    if (isBrain(grid.index(i, j, k))) {
                        sum[0] += toHead.x(i, j, k);
                        sum[1] += toHead.y(i, j, k);
                        sum[2] += toHead.z(i, j, k);
                        n++;
                    }
                }
            }
        }
        for (int a = 0; a < 3 && n > 0; a++) {
            sum[a] /= n;
        }
        return sum;
    }

    /** 1 well inside, 0 well outside, a ramp of 1 mm across. @param depthMm into the painted body */
    static double soft(double depthMm) {
        return Math.clamp(depthMm + 0.5, 0, 1);
    }

    SyntheticScan done() {
        return new SyntheticScan(
                new Volume(grid, image),
                new LabelVolume(grid, tissue),
                new LabelVolume(grid, region),
                scan.landmarks());
    }
}
