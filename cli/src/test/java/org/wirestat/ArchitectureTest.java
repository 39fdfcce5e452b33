package org.wirestat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.FileDescriptor;
import java.io.OutputStream;
import java.io.Writer;
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

    /**
     * Text from outside reaches people only through the two doors whose texts are escaped: TextOutput for data, Messages
     * for the rest. So nothing else may hold a stream to write to.
     */
    @Test
    void nothingIsPrintedButByTheTwoDoors() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.print.TextOutput")
                .and()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.Messages")
                .and()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.ProcessStreams")
                .and()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.WholeWrites")
                .and()
                .resideOutsideOfPackage("org.wirestat.cli.zeek..") // escapes as Zeek does, and has tests of its own
                .and()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.Main") // a last word when there is no memory for others
                .and()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.Rehearsal") // nothing from outside: it makes all up
                .should()
                .callMethodWhere(writes())
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(WIRESTAT);
    }

    /**
     * Names of hosts and of what is missing come from the wire, from files and from the kernel. Whoever takes one escapes
     * it, or fills cells of a TextTable, which escapes all of them.
     */
    @Test
    void whoeverTakesANameEscapesIt() {
        ArchCondition<JavaCodeUnit> escape = new ArchCondition<>("go through an escaper") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean takes = unit.getMethodCallsFromSelf().stream().anyMatch(ArchitectureTest::givesTextFromOutside);
                boolean escapes = unit.getMethodCallsFromSelf().stream().anyMatch(ArchitectureTest::isEscaper);
                boolean fillsCells = unit.getOwner().getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getSimpleName().equals("Column"));
                if (takes && !escapes && !fillsCells) {
                    events.add(SimpleConditionEvent.violated(unit, unit.getDescription() + " prints it as it came"));
                }
            }
        };
        codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.wirestat.cli.print..")
                .should(escape)
                .check(WIRESTAT);
    }

    /**
     * Logs that are rotated are made new, for their owner only, and named when they are whole: by one class. The rehearsal,
     * a program of its own, writes where the launcher's builds stand.
     */
    @Test
    void noOtherFileIsWrittenThanRotatedLogs() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.zeek.RotatedFiles")
                .and()
                .doNotHaveFullyQualifiedName("org.wirestat.cli.Rehearsal")
                .should()
                .callMethodWhere(DescribedPredicate.describe("makes or changes a file", ArchitectureTest::changesFiles))
                .orShould()
                .callConstructorWhere(DescribedPredicate.describe("opens a file for writing", call -> {
                    String owner = call.getTargetOwner().getFullName();
                    return owner.equals("java.io.FileWriter")
                            || owner.equals("java.io.RandomAccessFile")
                            || owner.equals("java.util.logging.FileHandler")
                            || (owner.equals("java.io.FileOutputStream")
                                    && !call.getTarget()
                                            .getRawParameterTypes()
                                            .get(0)
                                            .isEquivalentTo(FileDescriptor.class));
                }))
                .check(WIRESTAT);
    }

    private static boolean changesFiles(JavaMethodCall call) {
        String owner = call.getTargetOwner().getFullName();
        String name = call.getName();
        if (owner.equals("java.io.File")) {
            return name.matches("create.*|set.*|delete.*|renameTo|mkdirs?");
        }
        return owner.equals("java.nio.file.Files")
                && name.matches(
                        "write.*|create.*|delete.*|set.*|copy|move|newBufferedWriter|newOutputStream|newByteChannel");
    }

    private static DescribedPredicate<JavaMethodCall> writes() {
        return DescribedPredicate.describe(
                "writes to a stream",
                call -> (call.getTargetOwner().isAssignableTo(OutputStream.class)
                                || call.getTargetOwner().isAssignableTo(Writer.class))
                        && call.getName().matches("write|print|println|printf|append|format"));
    }

    private static boolean givesTextFromOutside(JavaMethodCall call) {
        String owner = call.getTargetOwner().getFullName();
        String name = call.getName();
        return owner.equals("org.wirestat.cli.name.Names")
                ? name.equals("host") || name.equals("port")
                : owner.startsWith("org.wirestat.cli.view.Integrity") && name.equals("words");
    }

    private static boolean isEscaper(JavaMethodCall call) {
        return call.getTargetOwner().getSimpleName().endsWith("Escaper")
                || call.getTargetOwner().isAssignableTo("org.wirestat.cli.field.FieldSink");
    }
}
