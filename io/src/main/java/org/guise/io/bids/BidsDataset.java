package org.guise.io.bids;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.guise.io.bids.BidsFile.Role;
import org.guise.io.file.InputException;

/**
 * The files of a BIDS data set, each with what it is. Symbolic links are followed; a link without content, as git-annex leaves
 * it for what was not fetched, is {@link Role#ABSENT}. Everything whose content the standard does not fix (source data,
 * derivatives, code, unknown names) is {@link Role#FOREIGN}: it may hold faces.
 */
public final class BidsDataset {
    /** The file that makes a folder a data set. */
    public static final String DESCRIPTION = "dataset_description.json";

    private static final Set<String> IMAGE_FOLDERS = Set.of("anat", "pet", "ct", "func", "dwi", "fmap", "perf", "swi");
    private static final Set<String> OTHER_FOLDERS =
            Set.of("eeg", "ieeg", "meg", "nirs", "beh", "motion", "micr", "mrs", "emg");
    private static final Set<String> IMAGE_FOLDER_ENDINGS =
            Set.of(".nii", ".nii.gz", ".json", ".tsv", ".tsv.gz", ".bval", ".bvec");
    private static final Set<String> TOP_ENDINGS = Set.of(".json", ".tsv", ".tsv.gz", ".bval", ".bvec");
    private static final Set<String> TOP_FILES = Set.of(
            "README", "README.md", "README.rst", "README.txt", "CHANGES", "LICENSE", "CITATION.cff", ".bidsignore");
    private static final Set<String> TOP_FOLDERS = Set.of("phenotype", "stimuli");
    private static final String NO_FACE_SUFFIX = "defacemask";

    private final BidsIgnore ignore;
    private final List<BidsFile> files = new ArrayList<>();
    private final Set<Path> above = new HashSet<>();

    private BidsDataset(Path root) throws IOException {
        this.ignore = BidsIgnore.of(root);
    }

    /**
     * All files, sorted by path; hidden ones are left out without a word, but for {@code .bidsignore}.
     *
     * @throws InputException if the folder is no data set; one sentence
     */
    public static List<BidsFile> files(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new InputException(root, "there is no such folder", "name the top folder of a BIDS data set");
        }
        if (!Files.isRegularFile(root.resolve(DESCRIPTION))) {
            throw new InputException(
                    root,
                    "there is no " + DESCRIPTION + " in it, so it is no BIDS data set",
                    "name the top folder of one, or use guise reface for single files");
        }
        BidsDataset set = new BidsDataset(root);
        set.walk(root, "");
        return List.copyOf(set.files);
    }

    private void walk(Path folder, String at) throws IOException {
        Path real = folder.toRealPath();
        if (!above.add(real)) {
            foreign(folder, at.substring(0, at.length() - 1), "a link that leads back to a folder above it");
            return;
        }
        Set<Path> children = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(children::add);
        }
        for (Path child : children) {
            String name = child.getFileName().toString();
            String path = at + name;
            if (name.startsWith(".") && !path.equals(".bidsignore")) {
                continue;
            }
            boolean directory = Files.isDirectory(child);
            if (at.isEmpty() && directory && !name.startsWith("sub-") && !TOP_FOLDERS.contains(name)) {
                foreign(child, path + "/", "what stands in " + name + " is not fixed by BIDS and may show faces");
            } else if (directory) {
                walk(child, path + "/");
            } else {
                add(child, path);
            }
        }
        above.remove(real);
    }

    private void foreign(Path file, String path, String reason) {
        files.add(new BidsFile(file, path, Optional.empty(), Role.FOREIGN, reason));
    }

    private void add(Path file, String path) {
        if (ignore.ignores(path)) {
            foreign(file, path, "it is listed in .bidsignore, so BIDS does not say what it shows");
            return;
        }
        String[] parts = path.split("/");
        Optional<BidsName> name = Optional.empty();
        Optional<String> odd;
        if (parts.length == 1) {
            odd = top(path);
        } else if (TOP_FOLDERS.contains(parts[0])) {
            odd = Optional.empty();
        } else {
            name = name(parts);
            odd = person(parts, name);
        }
        if (odd.isPresent()) {
            foreign(file, path, odd.get());
        } else if (!Files.exists(file) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            files.add(new BidsFile(
                    file,
                    path,
                    name,
                    Role.ABSENT,
                    "a symbolic link without its content; fetch it first (datalad get, git annex get)"));
        } else {
            boolean image = name.filter(n -> n.isImage()
                            && !n.suffix().equals(NO_FACE_SUFFIX)
                            && IMAGE_FOLDERS.contains(parts[parts.length - 2]))
                    .isPresent();
            files.add(new BidsFile(file, path, name, image ? Role.IMAGE : Role.DATA, ""));
        }
    }

    private static Optional<String> top(String name) {
        int dot = name.indexOf('.');
        boolean known = TOP_FILES.contains(name) || dot > 0 && TOP_ENDINGS.contains(name.substring(dot));
        return known ? Optional.empty() : Optional.of("it is not a file that BIDS knows at the top of a data set");
    }

    /** The name of a file, or of the folder that stands for a file (such as {@code …_meg.ds}), below a person's folder. */
    private static Optional<BidsName> name(String[] parts) {
        int folder = parts.length > 1 && parts[1].startsWith("ses-") ? 2 : 1;
        boolean typed = folder + 1 < parts.length && !parts[folder].startsWith("sub-");
        return BidsName.of(parts[typed ? folder + 1 : Math.min(folder, parts.length - 1)]);
    }

    /** What is odd about a file below a person's folder. */
    private static Optional<String> person(String[] parts, Optional<BidsName> name) {
        boolean sessions = parts[1].startsWith("ses-");
        int folder = sessions ? 2 : 1;
        if (name.isEmpty()) {
            return Optional.of("its name is not one of BIDS");
        }
        BidsName n = name.get();
        if (!parts[0].equals("sub-" + n.subject())
                || sessions && !n.session().map(s -> ("ses-" + s)).equals(Optional.of(parts[1]))) {
            return Optional.of("its name and its folder name different persons or visits");
        }
        if (folder == parts.length - 1) {
            // what stands beside the folders: sub-01_scans.tsv, sub-01_sessions.tsv and metadata for all below
            return TOP_ENDINGS.contains(n.extension())
                    ? Optional.empty()
                    : Optional.of("it is not a file that BIDS knows in a person's folder");
        }
        if (IMAGE_FOLDERS.contains(parts[folder])) {
            return folder + 2 == parts.length && IMAGE_FOLDER_ENDINGS.contains(n.extension())
                    ? Optional.empty()
                    : Optional.of("it is not a file that BIDS knows in " + parts[folder]);
        }
        if (!OTHER_FOLDERS.contains(parts[folder])) {
            return Optional.of("BIDS has no folder " + parts[folder]);
        }
        boolean photo = n.suffix().equals("photo") && !parts[folder].equals("micr");
        return photo ? Optional.of("a photograph may show the person's face") : Optional.empty();
    }
}
