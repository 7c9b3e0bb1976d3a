#!/bin/sh
# Fuzzes every parser for some minutes each, one after the other, with Jazzer; what is found stops that target and lies, as a new
# file of its corpus, under src/test/resources. Without this script the tests replay the corpus in the normal build.
#
#   bench/fuzz.sh [MINUTES] [PART_OF_NAME]     10 minutes each; all targets, or those whose Class#method holds PART_OF_NAME
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
minutes=${1:-10}
only=${2:-}
case $minutes in
  *[!0-9]* | '')
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
. "$root/scripts/find-jdk.sh"
guise_find_jdk || exit 5
JAVA_HOME=$GUISE_JDK
export JAVA_HOME
MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
export MAVEN_OPTS
cd "$root"
failed=
for target in $(grep -rl --include='*FuzzTest.java' '@FuzzTest' */src/test/java | sort); do
  module=${target%%/*}
  class=$(basename "$target" .java)
  for method in $(awk '/@FuzzTest/ {getline; sub(/\(.*/, ""); print $NF}' "$target"); do
    name=$class#$method
    case $name in
      *"$only"*) ;;
      *) continue ;;
    esac
    echo "fuzz: $name, $minutes min"
    if ! JAZZER_FUZZ=1 JAZZER_MAX_DURATION=${minutes}m nice -n 10 mvn -q -B -ntp -pl "$module" -am test \
      -Dtest="$name" -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true \
      -DargLine="-Xmx1g -XX:+UseSerialGC -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED -Djazzer.max_duration=${minutes}m" \
      -P '!fetch-mesh-data,!fetch-face-models' </dev/null; then
      failed="$failed $name"
    fi
  done
done
if [ -n "$failed" ]; then
  echo "fuzz: something was found by$failed" >&2
  exit 1
fi
echo "fuzz: nothing found"
