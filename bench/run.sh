#!/bin/sh
# Wall time, CPU and peak memory of `guise reface` on one scan: cold (one process for one scan) and warm (the last of
# several scans in one process), split by stage, and the ratio to elastix (affine + B-spline at 2 mm) in the same run.
#
#   bench/run.sh SCAN.nii.gz [THREADS] [REPEATS]
#
# Needs GNU time (/usr/bin/time). elastix is optional (Debian package elastix); ATLAS_SCAN=FILE names the fixed image it
# registers to (default: Colin27 ch2 of Debian's mricron-data).
set -eu
scan=${1:?usage: bench/run.sh SCAN.nii.gz [THREADS] [REPEATS]}
threads=${2:-2}
repeats=${3:-5}
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
fixed=${ATLAS_SCAN:-/usr/share/mricron/templates/ch2.nii.gz}

# wall s, CPU s and peak MiB of a command, as one line in $work/$1
measure() {
  label=$1
  shift
  status=0
  /usr/bin/time -f '%e %U %S %M' -o "$work/$label.time" "$@" >"$work/$label.log" 2>&1 || status=$?
  case $status in
    0 | 3) ;;
    *)
      echo "bench: $label ended with exit code $status:" >&2
      tail -n 5 "$work/$label.log" >&2
      ;;
  esac
  tail -n 1 "$work/$label.time" |
    awk -v l="$label" '{ printf "| %s | %.2f | %.2f | %.0f |\n", l, $1, $2 + $3, $4 / 1024 }' | tee "$work/$label"
}

"$root/guise" --version >/dev/null
echo "Machine: $(nproc) processors, $(awk -F: '/model name/ { print $2; exit }' /proc/cpuinfo), $(uname -sr)"
echo "Scan: $(basename "$scan"), threads: $threads, $(date -u +%F), $("$root/guise" --version)"
echo
echo "| run | wall s | CPU s | peak MiB |"
echo "|---|---|---|---|"
measure guise-cold "$root/guise" reface "$scan" -o "$work/cold" --threads "$threads"

set --
suffix=$(basename "$scan" | sed 's/.*\(\.nii\(\.gz\)\{0,1\}\)$/\1/')
i=0
while [ "$i" -lt "$repeats" ]; do
  i=$((i + 1))
  cp "$scan" "$work/copy$i$suffix"
  set -- "$@" "$work/copy$i$suffix"
done
measure "guise-batch-of-$repeats" "$root/guise" reface "$@" -o "$work/warm" --threads "$threads"

if command -v elastix >/dev/null 2>&1 && [ -r "$fixed" ]; then
  cat >"$work/affine.txt" <<'PARAMETERS'
(FixedInternalImagePixelType "float")
(MovingInternalImagePixelType "float")
(Registration "MultiResolutionRegistration")
(Interpolator "LinearInterpolator")
(ResampleInterpolator "FinalBSplineInterpolator")
(FinalBSplineInterpolationOrder 1)
(Resampler "DefaultResampler")
(FixedImagePyramid "FixedSmoothingImagePyramid")
(MovingImagePyramid "MovingSmoothingImagePyramid")
(Optimizer "AdaptiveStochasticGradientDescent")
(Transform "AffineTransform")
(Metric "AdvancedMattesMutualInformation")
(AutomaticScalesEstimation "true")
(AutomaticTransformInitialization "true")
(HowToCombineTransforms "Compose")
(NumberOfHistogramBins 32)
(NumberOfResolutions 3)
(ImagePyramidSchedule 8 8 8 4 4 4 2 2 2)
(MaximumNumberOfIterations 250)
(NumberOfSpatialSamples 4096)
(NewSamplesEveryIteration "true")
(ImageSampler "RandomCoordinate")
(WriteResultImage "false")
PARAMETERS
  sed -e 's/"AffineTransform"/"BSplineTransform"/' -e '/AutomaticScales/d' -e '/AutomaticTransformInit/d' \
    "$work/affine.txt" >"$work/bspline.txt"
  echo '(FinalGridSpacingInPhysicalUnits 10.0)' >>"$work/bspline.txt"
  mkdir -p "$work/elastix"
  measure elastix-affine+bspline elastix -f "$fixed" -m "$scan" -p "$work/affine.txt" -p "$work/bspline.txt" \
    -out "$work/elastix" -threads "$threads"
  awk -F'|' 'FNR == 1 { t[FILENAME] = $3 } END {
    printf "\nelastix (registration alone) / guise cold (whole job): %.2f times the wall time\n",
      t[ARGV[2]] / t[ARGV[1]] }' "$work/guise-cold" "$work/elastix-affine+bspline"
else
  echo "(elastix or $fixed is not installed: no ratio)"
fi

echo
echo "Seconds by stage (run.jsonl), cold and the last of the warm batch:"
for kind in cold warm; do
  if [ -f "$work/$kind-restricted/run.jsonl" ]; then
    tail -n 1 "$work/$kind-restricted/run.jsonl" | sed \
      -e 's/.*"status":"\([A-Z]*\)".*"totalSeconds":\([0-9.]*\),"cpuSeconds":\([0-9.]*\),"stageSeconds":{\([^}]*\)}.*"peakMemoryMiB":\([0-9]*\).*/'"$kind"': \1, total \2 s, CPU \3 s, peak \5 MiB; \4/' \
      -e 's/"//g'
  fi
done
