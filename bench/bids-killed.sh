#!/bin/sh
# Kills guise bids with SIGKILL at random moments, lets it go on each time, and compares the result with that of a run that was
# not stopped: every file the same, every scan finished once.
#
# bench/bids-killed.sh BIDS_DIR WORK_DIR [KILLS [LONGEST_PAUSE_S [options of guise bids]]]
# GUISE=command to run instead of ./guise. WORK_DIR must not exist.
set -eu
set_dir=$1 work=$2 kills=${3:-10} pause=${4:-20}
[ $# -gt 4 ] && shift 4 || shift $#
guise=${GUISE:-$(dirname "$0")/../guise}
mkdir "$work"

# 3 (REVIEW), 4 (FAIL) and 5 (a file that cannot be read) are ends of a run as good as 0.
ended() { [ "$1" -eq 0 ] || [ "$1" -eq 3 ] || [ "$1" -eq 4 ] || [ "$1" -eq 5 ]; }

code=0
$guise bids "$set_dir" "$work/whole" participant --layout publish "$@" >"$work/whole.log" 2>&1 || code=$?
ended $code || { echo "the run that nobody stopped ended with $code" >&2; exit 1; }

# the same secret number, so that the same faces are drawn
mkdir "$work/cut-restricted"
cp "$work/whole-restricted/identity.key" "$work/cut-restricted/"
killed=0 starts=0
while :; do
  starts=$((starts + 1))
  $guise bids "$set_dir" "$work/cut" participant --layout publish "$@" >>"$work/cut.log" 2>&1 &
  pid=$!
  if [ "$killed" -lt "$kills" ]; then
    sleep "$(awk -v p="$pause" -v s="$$$starts" 'BEGIN { srand(s); printf "%.2f", 0.5 + rand() * p }')"
    if kill -9 $pid 2>/dev/null; then killed=$((killed + 1)); fi
  fi
  code=0
  wait $pid 2>/dev/null || code=$?
  if ended $code; then break; fi
  [ $code -eq 137 ] || { echo "start $starts ended with $code" >&2; exit 1; }
done
diff -r "$work/whole" "$work/cut"
diff -r -x run.jsonl -x run.lock "$work/whole-restricted" "$work/cut-restricted"
# every scan that was refaced has one line that says so
twice=$(grep -ho '"status":"\(PASS\|REVIEW\|FAIL\)".*"path":"[^"]*"' "$work/cut-restricted/run.jsonl" |
  sed 's/.*"path":"//; s/"$//' | sort | uniq -d)
[ -z "$twice" ] || { echo "done twice: $twice" >&2; exit 1; }
scans=$(grep -c '"totalSeconds".*"status":"\(PASS\|REVIEW\|FAIL\)"\|"status":"\(PASS\|REVIEW\|FAIL\)".*"totalSeconds"' "$work/cut-restricted/run.jsonl")
echo "killed $killed times in $starts starts; $scans scans, each finished once; both trees are the same byte for byte"
