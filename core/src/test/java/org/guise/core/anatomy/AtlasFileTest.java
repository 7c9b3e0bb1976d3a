package org.guise.core.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.junit.jupiter.api.Test;

class AtlasFileTest {
  /** Byte offsets in the file of {@link #small()}: the id is "a1". */
  private static final int DIMS = 8 + 4 + 4;

  private static final int AFFINE = DIMS + 12;
  private static final int LANDMARK_COUNT = AFFINE + 96;

  @Test
  void comesBackAsItWasWritten() throws IOException {
    Atlas a = small();
    Atlas b = read(bytes(a));
    assertThat(b.id()).isEqualTo("a1");
    assertThat(b.tissue().grid()).isEqualTo(a.tissue().grid());
    assertThat(b.tissue().data()).isEqualTo(a.tissue().data());
    assertThat(b.region().data()).isEqualTo(a.region().data());
    assertThat(b.landmarks().keySet()).isEqualTo(a.landmarks().keySet());
    assertThat(b.landmarks().get(Landmark.SELLION)).containsExactly(0.1, -2, 1e-9);
    assertThat(bytes(b)).isEqualTo(bytes(a));
  }

  @Test
  void longRunsNeedSeveralLengthBytes() throws IOException {
    Grid g = Grid.isotropic(130, 130, 130, 1, 0, 0, 0);
    byte[] t = new byte[g.size()], r = new byte[g.size()];
    Arrays.fill(t, 127, 127 + 128, (byte) 3);
    Arrays.fill(r, 16_384, g.size(), (byte) 14);
    Atlas b = read(bytes(new Atlas("", new LabelVolume(g, t), new LabelVolume(g, r), Map.of())));
    assertThat(b.tissue().data()).isEqualTo(t);
    assertThat(b.region().data()).isEqualTo(r);
  }

  @Test
  void theHeadPhantomSurvives() throws IOException {
    byte[] file = bytes(HeadPhantom.atlas());
    assertThat(read(file).tissue().data()).isEqualTo(HeadPhantom.atlas().tissue().data());
  }

  @Test
  void everyTruncationIsOneClearSentence() throws IOException {
    byte[] file = bytes(small());
    for (int n = 0; n < file.length; n++) {
      byte[] cut = Arrays.copyOf(file, n);
      assertThatThrownBy(() -> read(cut)).as("cut at " + n).isInstanceOf(IOException.class).hasMessageStartingWith("x.bin: ");
    }
  }

  @Test
  void foreignFilesAndVersionsAreNamed() throws IOException {
    byte[] magic = bytes(small());
    magic[3] ^= 1;
    assertThatThrownBy(() -> read(magic)).isInstanceOf(IOException.class).hasMessageContaining("x.bin: not a Guise atlas");
    byte[] version = bytes(small());
    version[11] = 9;
    assertThatThrownBy(() -> read(version)).isInstanceOf(IOException.class).hasMessageContaining("version 9");
  }

  @Test
  void absurdHeadersAreRefusedBeforeAnythingIsAllocated() throws IOException {
    for (int[] dims : new int[][] {{0, 4, 3}, {5, -1, 3}, {1 << 21, 1 << 21, 1 << 22}, {Integer.MAX_VALUE, 1, 1}}) {
      byte[] f = bytes(small());
      java.nio.ByteBuffer.wrap(f).putInt(DIMS, dims[0]).putInt(DIMS + 4, dims[1]).putInt(DIMS + 8, dims[2]);
      assertThatThrownBy(() -> read(f)).isInstanceOf(IOException.class).hasMessageContaining("dimensions");
    }
    for (double bad : new double[] {Double.NaN, 0, Double.POSITIVE_INFINITY}) {
      byte[] f = bytes(small());
      java.nio.ByteBuffer.wrap(f).putDouble(AFFINE, bad);
      assertThatThrownBy(() -> read(f)).isInstanceOf(IOException.class).hasMessageStartingWith("x.bin: ");
    }
  }

  @Test
  void unknownOrTooManyLandmarksAreNamed() throws IOException {
    byte[] name = bytes(small());
    name[LANDMARK_COUNT + 4 + 2] = 'Q';
    assertThatThrownBy(() -> read(name)).isInstanceOf(IOException.class).hasMessageStartingWith("x.bin: ").hasMessageContaining("landmark");
    for (int n : new int[] {-1, 12, Integer.MAX_VALUE}) {
      byte[] count = bytes(small());
      java.nio.ByteBuffer.wrap(count).putInt(LANDMARK_COUNT, n);
      assertThatThrownBy(() -> read(count)).isInstanceOf(IOException.class).hasMessageStartingWith("x.bin: ");
    }
  }

  @Test
  void badRunsAreNamed() throws IOException {
    assertDamaged(99, 60); // no such tissue
    assertDamaged(-1, 60);
    assertDamaged(1, 0); // empty
    assertDamaged(1, 61); // past the end
    assertDamaged(1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80); // endless length
    assertDamaged(1, 0xff, 0xff, 0xff, 0xff, 0x0f); // −1 as an int
    assertDamaged(1, 0xbc, 0x80, 0x80, 0x80, 0x10); // 60 after a 33rd bit that must not be dropped
  }

  @Test
  void noRandomDamageCausesAnythingButAnIoException() throws IOException {
    byte[] file = bytes(small());
    Random r = new Random(11);
    for (int n = 0; n < 20_000; n++) {
      byte[] f = file.clone();
      int hits = 1 + r.nextInt(3);
      for (int h = 0; h < hits; h++) {
        int at = r.nextInt(f.length);
        if (at < DIMS || at >= DIMS + 12) { // large but legal sizes would only cost time here
          f[at] = (byte) r.nextInt();
        }
      }
      try {
        read(f);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("x.bin: ");
      }
    }
  }

  private static void assertDamaged(int... runs) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] head = bytes(new Atlas("a1", small().tissue(), small().region(), Map.of()));
    out.write(head, 0, LANDMARK_COUNT + 4);
    for (int b : runs) {
      out.write(b);
    }
    DataOutputStream rest = new DataOutputStream(out);
    rest.write(new byte[] {0, 60, 0, 60});
    byte[] f = out.toByteArray();
    assertThatThrownBy(() -> read(f))
        .as(Arrays.toString(runs))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.bin: damaged label runs at voxel 0");
  }

  private static Atlas small() {
    Grid g = new Grid(5, 4, 3, Affine.scaleShift(1.5, 2, -3, 0.1, 1e-7, 12345.678));
    byte[] t = new byte[60], r = new byte[60];
    for (int i = 0; i < 60; i++) {
      t[i] = (byte) (i / 7);
      r[i] = (byte) (i * i % Region.values().length);
    }
    return new Atlas("a1", new LabelVolume(g, t), new LabelVolume(g, r), Map.of(
        Landmark.SELLION, new double[] {0.1, -2, 1e-9}, Landmark.POGONION, new double[] {1, 2, 3}));
  }

  private static byte[] bytes(Atlas a) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtlasFile.write(a, out);
    return out.toByteArray();
  }

  private static Atlas read(byte[] file) throws IOException {
    return AtlasFile.read(new ByteArrayInputStream(file), "x.bin");
  }
}
