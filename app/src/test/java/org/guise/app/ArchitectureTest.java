package org.guise.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses GUISE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.guise");

    @Test
    void coreDependsOnNothingButJavaAndEjml() {
        classes()
                .that()
                .resideInAPackage("org.guise.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.guise.core..",
                        "java..",
                        "javax.imageio..",
                        "jdk.incubator.vector..",
                        "org.ejml..",
                        "org.jspecify..")
                .check(GUISE);
    }

    @Test
    void ioDependsOnCoreOnly() {
        classes()
                .that()
                .resideInAPackage("org.guise.io..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.guise.io..", "org.guise.core..", "java..", "org.jspecify..")
                .check(GUISE);
    }

    @Test
    void dicomDependsOnCoreAndIoOnly() {
        classes()
                .that()
                .resideInAPackage("org.guise.dicom..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.guise.dicom..",
                        "org.guise.core..",
                        "org.guise.io..",
                        "java..",
                        "javax.crypto..",
                        "javax.imageio..",
                        "javax.net..",
                        "com.github.jaiimageio..",
                        "org.jspecify..")
                .check(GUISE);
    }

    @Test
    void peopleKnowNothingOfTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.guise.people..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.guise.app..", "picocli..")
                .allowEmptyShould(true)
                .check(GUISE);
    }

    @Test
    void incubatorAndForeignMemoryStayInTheirPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..simd..", "..ffm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.incubator..", "java.lang.foreign..")
                .check(GUISE);
    }
}
