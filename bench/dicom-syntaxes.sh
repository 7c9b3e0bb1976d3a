#!/bin/sh
# Encodes a DICOM series in every transfer syntax with the tools of dcmtk and gdcm, and as one enhanced multi-frame object with
# PixelMed, refaces each, and compares: the new pixels must be those of the uncompressed series, and other readers must read them.
#
# bench/dicom-syntaxes.sh SERIES_DIR WORK_DIR
# GUISE=command to run instead of ./guise, PYTHON=one that has pydicom. WORK_DIR must not exist. Needs dcmtk, gdcm, python3-pydicom; PixelMed where installed.
set -eu
series=$1 work=$2
guise=${GUISE:-$(dirname "$0")/../guise}
python=${PYTHON:-python3}
pixelmed=${PIXELMED:-/usr/share/java/pixelmed.jar}
mkdir "$work"

# each FOLDER COMMAND… : runs COMMAND IN OUT for every instance; all are brought to explicit little endian first
each() {
  to=$1
  shift
  mkdir -p "$work/in/$to"
  for file in "$work"/in/explicit/*.dcm; do
    "$@" "$file" "$work/in/$to/$(basename "$file")" >/dev/null 2>&1 || { echo "$to: $1 failed" >&2; exit 1; }
  done
}
mkdir -p "$work/in/explicit"
number=0
for file in "$series"/*; do
  number=$((number + 1))
  dcmconv +te "$file" "$work/in/explicit/$(printf '%05d' $number).dcm"
done
each implicit dcmconv +ti
each big-endian dcmconv +tb
each deflated dcmconv +td
each rle dcmcrle
each jpeg-lossless dcmcjpeg
each jpeg-lossless-any-predictor dcmcjpeg --encode-lossless --selection-value 4
each jpeg-ls dcmcjpls
each jpeg-2000 gdcmconv --j2k
if [ -f "$pixelmed" ]; then
  mkdir "$work/in/enhanced"
  java -cp "$pixelmed" com.pixelmed.dicom.MultiFrameImageFactory "$work/in/explicit" "$work/in/enhanced" >/dev/null 2>&1
fi
mkdir "$work/out"
for in in explicit implicit big-endian deflated rle jpeg-lossless jpeg-lossless-any-predictor jpeg-ls jpeg-2000 enhanced; do
  [ -d "$work/in/$in" ] || { echo "$in: skipped, PixelMed is not installed"; continue; }
  code=0
  $guise dicom "$work/in/$in" "$work/out/$in" --identity mean --keep-uids >"$work/out/$in.log" 2>&1 || code=$?
  [ $code -eq 0 ] || [ $code -eq 3 ] || { echo "$in: guise ended with $code" >&2; cat "$work/out/$in.log" >&2; exit 1; }
done
for reader in "dcmdump -q" dcmftest gdcminfo; do
  read=0 all=0
  for file in $(find "$work/out" -name '*.dcm'); do
    all=$((all + 1))
    if $reader "$file" >/dev/null 2>&1; then read=$((read + 1)); fi
  done
  echo "$reader: $read of $all read"
done
if [ -f "$pixelmed" ]; then
  cat >"$work/Read.java" <<'J'
import com.pixelmed.dicom.*;
public class Read {
    public static void main(String[] files) throws Exception {
        int read = 0;
        for (String f : files) {
            AttributeList list = new AttributeList();
            list.read(f);
            read += list.getPixelData() != null && new com.pixelmed.display.SourceImage(list).getNumberOfFrames() > 0 ? 1 : 0;
        }
        System.out.println("PixelMed: " + read + " of " + files.length + " read");
    }
}
J
  find "$work/out" -name '*.dcm' -print0 | xargs -0 java -Djava.awt.headless=true -cp "$pixelmed" "$work/Read.java" 2>/dev/null
fi
$python - "$work" <<'P'
import glob, os, sys
import numpy, pydicom
work = sys.argv[1]
def stack(name):
    planes = {}
    for f in sorted(glob.glob(f"{work}/out/{name}/*/*.dcm")):
        d = pydicom.dcmread(f)
        frames = d.pixel_array if "NumberOfFrames" in d else [d.pixel_array]
        for i, frame in enumerate(frames):
            if "NumberOfFrames" in d:
                group = d.PerFrameFunctionalGroupsSequence[i]
                where = group.PlanePositionSequence[0].ImagePositionPatient
            else:
                where = d.ImagePositionPatient
            planes[tuple(round(float(x), 2) for x in where)] = numpy.asarray(frame)
    return planes
want = stack("explicit")
bad = 0
for name in sorted(os.listdir(f"{work}/out")):
    if not os.path.isdir(f"{work}/out/{name}") or name.endswith("-restricted"):
        continue
    have = stack(name)
    differ = sum(int((have[k] != want[k]).sum()) if k in have else want[k].size for k in want)
    bad += differ + (len(have) != len(want))
    print(f"{name}: {len(have)} of {len(want)} slices, {differ} of {sum(w.size for w in want.values())} pixels differ from those of the uncompressed series")
sys.exit(1 if bad else 0)
P
