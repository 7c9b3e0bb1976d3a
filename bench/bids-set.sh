#!/bin/sh
# Makes a BIDS data set of persons who do not exist, uneven on purpose: two sessions of T1, T2, FLAIR and FDG PET each, of which
# every third person missed the second, every fourth has no T2, every second no FLAIR, every third no PET, and the last one no T1.
#
# bench/bids-set.sh OUT [PERSONS [SEED]]     24 persons, seed 24
# GUISE=command to run instead of ./guise. What was made of the scans stays in OUT.parts and is used again.
set -eu
out=$1 persons=${2:-24} seed=${3:-24}
guise=${GUISE:-$(dirname "$0")/../guise}
parts=$out.parts
[ ! -e "$out" ] || { echo "$out is there already" >&2; exit 2; }
for contrast in T1 T2 FLAIR FDG; do
  $guise people --n "$persons" --visits 2 --seed "$seed" --contrast $contrast --photos 0 -o "$parts/$contrast" >&2
done

making=$out.making
rm -rf "$making"
mkdir "$making"
cat >"$making/dataset_description.json" <<'J'
{"Name": "Persons who do not exist", "BIDSVersion": "1.9.0", "License": "CC0", "Authors": ["nobody"]}
J
echo "Scans of persons who do not exist, made to test programs." >"$making/README"

# link PERSON SESSION FOLDER SUFFIX CONTRAST
link() {
  from=$(find "$parts/$5/$1/$2" -name '*.nii.gz' | head -n 1)
  mkdir -p "$making/$1/$2/$3"
  ln "$from" "$making/$1/$2/$3/$1_$2_$4.nii.gz"
}

# The fields that BIDS requires of PET; the scan was made, so the values are too.
pet_sidecar() {
  cat >"$1" <<'J'
{"Manufacturer": "none", "ManufacturersModelName": "none", "Units": "unitless", "BodyPart": "brain", "TracerName": "FDG",
 "TracerRadionuclide": "F18", "InjectedRadioactivity": 185, "InjectedRadioactivityUnits": "MBq", "InjectedMass": "n/a",
 "InjectedMassUnits": "n/a", "SpecificRadioactivity": "n/a", "SpecificRadioactivityUnits": "n/a",
 "ModeOfAdministration": "bolus", "TimeZero": "10:00:00", "ScanStart": 1800, "InjectionStart": 0, "FrameTimesStart": [0],
 "FrameDuration": [1200], "AcquisitionMode": "list mode", "ImageDecayCorrected": true, "ImageDecayCorrectionTime": 0,
 "ReconMethodName": "none", "ReconMethodParameterLabels": ["none"], "ReconMethodParameterUnits": ["none"],
 "ReconMethodParameterValues": [0], "ReconFilterType": "none", "ReconFilterSize": 0, "AttenuationCorrection": "none"}
J
}

number=0
printf 'participant_id\n' >"$making/participants.tsv"
for folder in "$parts"/T1/sub-*; do
  number=$((number + 1))
  person=$(basename "$folder")
  printf '%s\n' "$person" >>"$making/participants.tsv"
  for session in ses-1 ses-2; do
    [ $session = ses-2 ] && [ $((number % 3)) = 0 ] && continue
    [ $number = "$persons" ] || link "$person" $session anat T1w T1
    [ $((number % 4)) = 0 ] || link "$person" $session anat T2w T2
    [ $((number % 2)) = 0 ] || link "$person" $session anat FLAIR FLAIR
    if [ $((number % 3)) != 2 ]; then
      link "$person" $session pet pet FDG
      pet_sidecar "$making/$person/$session/pet/${person}_${session}_pet.json"
    fi
  done
done
mv "$making" "$out"
echo "$out: $(find "$out" -name '*.nii.gz' | wc -l) scans of $number persons"
