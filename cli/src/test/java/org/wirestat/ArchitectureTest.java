package org.wirestat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between modules, packages and libraries. It stands in cli because only cli sees all three modules. */
class ArchitectureTest {
    private static final String CAPTURE = "org.wirestat.capture..";
    private static final String TRACKER = "org.wirestat.tracker..";
    private static final String CLI = "org.wirestat.cli..";
    private static final String LIVE = "org.wirestat.capture.live..";
    private static final String FILTER = "org.wirestat.capture.filter..";
    private static final String PRIVILEGE = "org.wirestat.capture.privilege..";

    private static final JavaClasses WIRESTAT = new ClassFileImporter()
            // ArchUnit's own option does not know every folder that a build may go to.
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.wirestat");

    @ParameterizedTest
    @ValueSource(strings = {"capture", "tracker", "cli"})
    void everyModuleIsSeenByTheseTests(String module) {
        assertTrue(WIRESTAT.stream().anyMatch(c -> c.getPackageName().startsWith("org.wirestat." + module)));
    }

    @Test
    void captureAndTrackerDoNotKnowEachOtherNorTheCli() {
        noClasses()
                .that()
                .resideInAPackage(CAPTURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRACKER, CLI)
                .check(WIRESTAT);
        noClasses()
                .that()
                .resideInAPackage(TRACKER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CAPTURE, CLI)
                .check(WIRESTAT);
    }

    @Test
    void theTrackerNeedsNothingButTheLanguage() {
        noClasses()
                .that()
                .resideInAPackage(TRACKER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.pcap4j..",
                        "com.sun.jna..",
                        "org.slf4j..",
                        "ch.qos.logback..",
                        "picocli..",
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..")
                .check(WIRESTAT);
    }

    @Test
    void pcap4jIsKnownOnlyWhereFramesComeFromAWireOrAFilterIsCompiled() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LIVE, FILTER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pcap4j..")
                .check(WIRESTAT);
    }

    @Test
    void nativeCallsAreMadeOnlyForLiveCaptureFiltersAndPrivileges() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LIVE, FILTER, PRIVILEGE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(WIRESTAT);
    }

    /** A module's own package is its door: the rooms behind it may use the door's types, and it opens the rooms. */
    @ParameterizedTest
    @ValueSource(strings = {"capture", "tracker", "cli"})
    void roomsDoNotNeedEachOtherInCircles(String module) {
        slices().matching("org.wirestat." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(WIRESTAT);
    }

    /** The same capture must give the same table whenever it is read; time comes from frames. */
    @Test
    void onlyTheCliReadsTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .callMethodWhere(readsTheClock())
                .orShould()
                .callConstructor(Date.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(WIRESTAT);
    }

    @Test
    void everyClassIsNamedAfterWhatItKnows() {
        noClasses().should().haveNameMatching(".*(Util|Helper|Manager)[^.]*").check(WIRESTAT);
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..common..", "..helper..", "..manager..", "..impl..")
                .check(WIRESTAT);
    }

    private static DescribedPredicate<JavaMethodCall> readsTheClock() {
        return DescribedPredicate.describe("reads the clock", call -> {
            MethodCallTarget target = call.getTarget();
            JavaClass owner = target.getOwner();
            return (target.getName().equals("currentTimeMillis") && owner.isEquivalentTo(System.class))
                    || (target.getName().equals("now") && owner.isAssignableTo(TemporalAccessor.class));
        });
    }
}
