# Sourced by ./guise and ./check: sets GUISE_JDK to a JDK 25 (25.0.3 or newer, below 26) or says what is missing.
# Looks at JAVA_HOME, then the usual install places, then PATH. Reads each JDK's `release` file and starts no process,
# so that it costs a launcher nothing.

# Whether $1 is the home of a JDK that will do.
guise_jdk_fits() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r guise_key guise_value; do
    [ "$guise_key" = JAVA_VERSION ] || continue
    case $guise_value in
      '"25.0.'[0-2]'"' | '"25.0.'[0-2].*) return 1 ;;
      '"25.0.'* | '"25.'[1-9]*) return 0 ;;
    esac
    return 1
  done <"$1/release"
  return 1
}

guise_find_jdk() {
  GUISE_JDK=
  for guise_home in \
    "${JAVA_HOME:-}" \
    /usr/lib/jvm/*25* /usr/lib/jvm/default-java /usr/lib64/jvm/*25* /usr/local/lib/jvm/*25* /usr/java/*25* \
    /opt/*jdk*25* /opt/java/* /opt/*25* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/25* "${HOME:-/nonexistent}"/.jdks/*25* \
    "${HOME:-/nonexistent}"/.asdf/installs/java/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$guise_home" ] && guise_jdk_fits "$guise_home"; then
      GUISE_JDK=$guise_home
      return 0
    fi
  done
  guise_javac=$(command -v javac 2>/dev/null) || guise_javac=
  if [ -n "$guise_javac" ]; then
    guise_javac=$(readlink -f "$guise_javac" 2>/dev/null || printf %s "$guise_javac")
    guise_home=${guise_javac%/bin/javac}
    if guise_jdk_fits "$guise_home"; then
      GUISE_JDK=$guise_home
      return 0
    fi
  fi
  echo "Guise needs JDK 25 (25.0.3 or newer, below 26) and found none in JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}," \
    "in the usual install places or on PATH; install one (https://adoptium.net, or your package manager)" \
    "and set JAVA_HOME to it." >&2
  return 1
}
