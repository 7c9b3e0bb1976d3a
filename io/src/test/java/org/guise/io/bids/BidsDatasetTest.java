package org.guise.io.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.guise.io.bids.BidsFile.Role;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BidsDatasetTest {
    @TempDir
    private Path dir;

    private void put(String path) throws IOException {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private Map<String, Role> roles() throws IOException {
        Map<String, Role> roles = new TreeMap<>();
        BidsDataset.files(dir).forEach(f -> roles.put(f.path(), f.role()));
        return roles;
    }

    @Test
    void tellsImagesFromDataFromWhatMayShowFaces() throws IOException {
        put("dataset_description.json");
        Map<String, Role> expected = new TreeMap<>(Map.of("dataset_description.json", Role.DATA));
        for (String image : new String[] {
            "sub-01/anat/sub-01_T1w.nii.gz",
            "sub-01/fmap/sub-01_magnitude1.nii.gz",
            "sub-02/ses-1/pet/sub-02_ses-1_pet.nii",
            "sub-02/ses-1/func/sub-02_ses-1_task-x_bold.nii.gz"
        }) {
            put(image);
            expected.put(image, Role.IMAGE);
        }
        for (String data : new String[] {
            "T1w.json",
            "participants.tsv",
            "README",
            "phenotype/a.tsv",
            "sub-01/anat/sub-01_mod-T1w_defacemask.nii.gz",
            "sub-01/anat/sub-01_T1w.json",
            "sub-01/meg/sub-01_task-x_meg.ds/inside.res4",
            "sub-01/mrs/sub-01_svs.nii.gz",
            "sub-02/sub-02_sessions.tsv",
            "sub-02/ses-1/sub-02_ses-1_scans.tsv"
        }) {
            put(data);
            expected.put(data, Role.DATA);
        }
        for (String foreign : new String[] {
            "notes.txt",
            "T1w.nii.gz",
            "sub-01/sub-01_T1w.nii.gz",
            "sub-01/anat/sub-02_T1w.nii.gz",
            "sub-01/anat/sub-01_T1w.png",
            "sub-01/anat/old/sub-01_T1w.nii.gz",
            "sub-01/eeg/sub-01_photo.jpg",
            "sub-01/dicom/1.dcm",
            "sub-02/ses-1/anat/sub-02_ses-2_T1w.nii.gz",
            "sub-02/ses-1/anat/sub-02_T1w.nii.gz"
        }) {
            put(foreign);
            expected.put(foreign, Role.FOREIGN);
        }
        put("sourcedata/sub-01/a.dcm");
        put("derivatives/x/sub-01_T1w.nii.gz");
        put("code/run.sh");
        put(".git/config");
        expected.put("sourcedata/", Role.FOREIGN);
        expected.put("derivatives/", Role.FOREIGN);
        expected.put("code/", Role.FOREIGN);
        assertThat(roles()).isEqualTo(expected);
    }

    @Test
    void leavesOutWhatBidsignoreLists() throws IOException {
        put("dataset_description.json");
        put("sub-01/anat/sub-01_T1w.nii.gz");
        Files.writeString(dir.resolve(".bidsignore"), "*_T1w.nii.gz\n");
        assertThat(roles()).containsEntry("sub-01/anat/sub-01_T1w.nii.gz", Role.FOREIGN);
    }

    @Test
    void followsLinksAndSeesWhereTheirContentIsMissing() throws IOException {
        put("dataset_description.json");
        put(".git/annex/objects/key");
        Files.createDirectories(dir.resolve("sub-01/anat"));
        Files.createSymbolicLink(dir.resolve("sub-01/anat/sub-01_T1w.nii.gz"), Path.of("../../.git/annex/objects/key"));
        Files.createSymbolicLink(
                dir.resolve("sub-01/anat/sub-01_T2w.nii.gz"), Path.of("../../.git/annex/objects/gone"));
        Files.createSymbolicLink(dir.resolve("sub-01/again"), Path.of("../sub-01"));
        assertThat(roles())
                .containsEntry("sub-01/anat/sub-01_T1w.nii.gz", Role.IMAGE)
                .containsEntry("sub-01/anat/sub-01_T2w.nii.gz", Role.ABSENT)
                .containsEntry("sub-01/again", Role.FOREIGN);
    }

    @Test
    void refusesAFolderThatIsNoDataSet() {
        assertThatThrownBy(() -> BidsDataset.files(dir))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("dataset_description.json");
    }
}
