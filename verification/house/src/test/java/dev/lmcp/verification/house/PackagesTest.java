package dev.lmcp.verification.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.lmcp.config.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may use which. */
class PackagesTest {

    private static final int MAX_CLASSES = 60;

    private static final String SERVER = "dev.lmcp.server";

    private static final String[] PLUGINS = {
        "dev.lmcp.auth.bearer..",
        "dev.lmcp.auth.oauth..",
        "dev.lmcp.cluster..",
        "dev.lmcp.tools..",
        "dev.lmcp.transport.http..",
        "dev.lmcp.transport.stdio.."
    };

    private final JavaClasses classes = Project.classes();

    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("dev.lmcp")
                    ? SliceIdentifier.of(javaClass.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @Test
    void noPackagesFormACycle() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(classes);
    }

    @Test
    void theErasDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".modern")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER + ".legacy")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(SERVER + ".legacy")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVER + ".modern")
                .check(classes);
    }

    @Test
    void eachPackageOfTheServerUsesOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(SERVER + "..")
                .layer("start")
                .definedBy(SERVER + ".start")
                .layer("server")
                .definedBy(SERVER)
                .layer("modern")
                .definedBy(SERVER + ".modern")
                .layer("legacy")
                .definedBy(SERVER + ".legacy")
                .layer("methods")
                .definedBy(SERVER + ".methods")
                .layer("tasks")
                .definedBy(SERVER + ".tasks")
                .layer("call")
                .definedBy(SERVER + ".call")
                .layer("auth")
                .definedBy(SERVER + ".auth")
                .layer("cluster")
                .definedBy(SERVER + ".cluster")
                .layer("base")
                .definedBy(SERVER + ".base")
                .whereLayer("start")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("start")
                .whereLayer("modern")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("legacy")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("methods")
                .mayOnlyBeAccessedByLayers("modern", "legacy", "server", "start")
                .whereLayer("tasks")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("call")
                .mayOnlyBeAccessedByLayers("tasks", "methods", "modern", "legacy", "server", "start")
                .whereLayer("auth")
                .mayOnlyBeAccessedByLayers("call", "tasks", "methods", "modern", "legacy", "server", "start")
                .whereLayer("cluster")
                .mayOnlyBeAccessedByLayers("call", "tasks", "legacy", "server", "start")
                .check(classes);
    }

    @Test
    void pluginsSeeTheExportedPackagesOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(PLUGINS)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.lmcp..")
                        .and(not(resideInAnyPackage(
                                "dev.lmcp", "dev.lmcp.annotation", "dev.lmcp.spi", "dev.lmcp.jsonrpc")))
                        .and(not(resideInAnyPackage("dev.lmcp.text", "dev.lmcp.net")))
                        // A transport that cannot listen throws it.
                        .and(not(type(StartupException.class)))
                        .and(not(resideInAnyPackage(PLUGINS))))
                .check(classes);
    }

    @Test
    void onlyProgramsStartAServer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.lmcp",
                        "dev.lmcp.config",
                        "dev.lmcp.spi",
                        "dev.lmcp.jsonrpc",
                        "dev.lmcp.text",
                        "dev.lmcp.net",
                        "dev.lmcp.schema")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER + "..", "dev.lmcp.embed")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(SERVER + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lmcp.embed")
                .check(classes);
    }

    @Test
    void noPluginKnowsAnother() {
        slices().matching("dev.lmcp.(auth|cluster|transport|tools|launcher).(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage("dev.lmcp.launcher.."), resideInAPackage("dev.lmcp.transport.servlet"))
                .check(classes);
    }

    /** In an archive that carries Tomcat, the launcher's class loader has Tomcat and no other jar of lmcp. */
    @Test
    void theLauncherOnTomcatNeedsNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("dev.lmcp.launcher")
                .and(not(belongToAnyOf(
                        "Launcher", "ServerRun", "ServerUse", "Serving", "TrainingRun", "TomcatTransport")))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.lmcp..").and(not(resideInAPackage("dev.lmcp.launcher"))))
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> belongToAnyOf(String... names) {
        return describe(
                "belong to any of " + List.of(names),
                type -> List.of(names).contains(type.getName().replaceAll("^.*\\.|\\$.*$", "")));
    }

    @Test
    void noPackageIsTooLarge() {
        Map<String, Long> large = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        large.values().removeIf(count -> count <= MAX_CLASSES);

        assertThat(large).isEmpty();
    }

    @Test
    void eachPackageSaysInThreeSentencesWhatItIs() {
        Pattern comment = Pattern.compile("/\\*\\*(.*?)\\*/\\s*(@NullMarked\\s+)?package ", Pattern.DOTALL);
        Map<String, String> faults = new TreeMap<>();
        Project.sources().stream()
                .map(Path::getParent)
                .distinct()
                .filter(PackagesTest::hasClasses)
                .forEach(folder -> {
                    Path info = folder.resolve("package-info.java");
                    Matcher text = comment.matcher(Files.exists(info) ? Project.read(info) : "");
                    if (!text.find()) {
                        faults.put(Project.name(folder), "has no package-info.java with a comment");
                    } else if (folder.toString().contains("/lmcp/server")
                            && text.group(1).split("[.](\\s|$)").length < 3) {
                        faults.put(Project.name(folder), "says less than three sentences");
                    }
                });

        assertThat(faults).isEmpty();
    }

    private static boolean hasClasses(Path folder) {
        return !Files.exists(folder.resolve("module-info.java"));
    }
}
