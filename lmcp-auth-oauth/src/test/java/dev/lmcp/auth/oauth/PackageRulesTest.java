package dev.lmcp.auth.oauth;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules for the packages of this module. */
class PackageRulesTest {

    private static final String ROOT = "dev.lmcp.auth.oauth";
    private static final String JOSE = ROOT + ".jose";
    private static final String HTTP = ROOT + ".http";

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void hasThreePackages() {
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .filteredOn(name -> !name.isEmpty())
                .containsOnly(ROOT, JOSE, HTTP);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.lmcp.auth.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void joseUsesOnlyTheJdkJacksonAndBouncyCastle() {
        classes()
                .that()
                .resideInAPackage(JOSE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        JOSE,
                        "java..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..",
                        "org.bouncycastle..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void httpKnowsNeitherOauthNorJose() {
        noClasses()
                .that()
                .resideInAPackage(HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT, JOSE)
                .check(CLASSES);
    }

    @Test
    void usesOnlyThePackagesThatCoreExportsToIt() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.lmcp..")
                        .and(resideOutsideOfPackages(
                                "dev.lmcp",
                                "dev.lmcp.spi",
                                "dev.lmcp.jsonrpc",
                                "dev.lmcp.net",
                                "dev.lmcp.text",
                                ROOT + "..")))
                .check(CLASSES);
    }

    @Test
    void onlyTheProviderIsPublicInTheRootPackage() {
        assertThat(CLASSES)
                .filteredOn(type -> type.getPackageName().equals(ROOT)
                        && type.getModifiers().contains(JavaModifier.PUBLIC)
                        && type.isTopLevelClass())
                .extracting(JavaClass::getSimpleName)
                .containsExactly("OAuthProvider");
    }
}
