#!/bin/sh
# Asks the validator of BIDS (npm bids-validator 1.15.0, 700 MB, installed into a folder of its own) about a data set.
#
# bench/bids-validate.sh DATASET [FOLDER_FOR_THE_VALIDATOR]
# Exit code: that of the validator, 0 if it finds no error.
set -eu
tools=${2:-${TMPDIR:-/tmp}/guise-bids-validator}
if [ ! -x "$tools/node_modules/.bin/bids-validator" ]; then
  mkdir -p "$tools"
  echo '{"private":true}' >"$tools/package.json"
  (cd "$tools" && npm install --ignore-scripts --no-audit --no-fund --silent bids-validator@1.15.0 >&2)
fi
exec "$tools/node_modules/.bin/bids-validator" "$1"
