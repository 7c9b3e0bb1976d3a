package org.guise.io.nifti;

import org.guise.core.volume.Affine;

/**
 * Where the voxel-to-world map of a header comes from: sform if its code is above 0, else qform, else the voxel sizes
 * alone (nifti1.h, methods 3, 2, 1).
 *
 * @param voxelToWorld voxel index → RAS mm, unchecked
 * @param source which method gave it
 */
record WorldFrame(Affine voxelToWorld, Source source) {
    /** The header's three ways. */
    enum Source {
        SFORM,
        QFORM,
        PIXDIM
    }

    static WorldFrame of(HeaderFields h) {
        if (h.sformCode() > 0) {
            return new WorldFrame(Affine.of(h.srow()), Source.SFORM);
        }
        if (h.qformCode() > 0) {
            return new WorldFrame(qform(h), Source.QFORM);
        }
        return new WorldFrame(Affine.scaleShift(spacing(h, 1), spacing(h, 2), spacing(h, 3), 0, 0, 0), Source.PIXDIM);
    }

    /** The quaternion map of nifti1.h, method 2: R(a,b,c,d) · diag(pixdim[1], pixdim[2], qfac·pixdim[3]) + qoffset. */
    static Affine qform(HeaderFields h) {
        double b = h.quaternion()[0], c = h.quaternion()[1], d = h.quaternion()[2];
        double a = 1 - (b * b + c * c + d * d);
        if (a < 1e-7) {
            // A rotation by 180°, or rounding above it: normalise, as the reference library nifti1_io does.
            double n = Math.sqrt(b * b + c * c + d * d);
            b /= n;
            c /= n;
            d /= n;
            a = 0;
        } else {
            a = Math.sqrt(a);
        }
        double dx = spacing(h, 1), dy = spacing(h, 2);
        double dz = h.pixdim()[0] < 0 ? -spacing(h, 3) : spacing(h, 3);
        return Affine.of(
                (a * a + b * b - c * c - d * d) * dx,
                2 * (b * c - a * d) * dy,
                2 * (b * d + a * c) * dz,
                h.offset()[0],
                2 * (b * c + a * d) * dx,
                (a * a + c * c - b * b - d * d) * dy,
                2 * (c * d - a * b) * dz,
                h.offset()[1],
                2 * (b * d - a * c) * dx,
                2 * (c * d + a * b) * dy,
                (a * a + d * d - b * b - c * c) * dz,
                h.offset()[2]);
    }

    /** |pixdim[i]|: a negative size is a known slip of old writers, reported by {@link WorldChecks#pixdim}. */
    private static double spacing(HeaderFields h, int i) {
        return Math.abs(h.pixdim()[i]);
    }
}
