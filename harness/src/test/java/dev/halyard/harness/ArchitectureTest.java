package dev.halyard.harness;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
  private static final String HARNESS = "dev.halyard.harness.";
  private static final String CLI = HARNESS + "cli..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.halyard.harness");

  /** What a package may use of the harness; all may use the modules below. */
  @ParameterizedTest(name = "{0} uses {1}")
  @CsvSource({
    "metrics, ''",
    "golden, ''",
    "session, ''",
    "disk, ''",
    "record, metrics golden disk",
    "image, ''",
    "firmware, metrics image disk",
    "run, firmware session golden metrics record disk",
    "doctor, run record",
    "report, image run golden metrics record",
    "junit, report image run firmware golden metrics record",
  })
  void packageUsesOnlyWhatComesBefore(String name, String used) {
    String[] accepted =
        Stream.concat(Stream.of(name), Stream.of(used.split(" ")).filter(part -> !part.isEmpty()))
            .map(part -> HARNESS + part + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(HARNESS + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.halyard.harness..").and(not(resideInAnyPackage(accepted))))
        .check(CLASSES);
  }

  /** A command that writes crates has no firmware; all else compiles through {@code firmware}. */
  @Test
  void onlyFirmwareAndTheCompileCommandCallTheCompiler() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HARNESS + "firmware")
        .and()
        .doNotHaveSimpleName("CompileCommand")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("dev\\.halyard\\.engine\\.(Compiler|CompileOptions|codegen\\..*)")
        .check(CLASSES);
  }

  /** Commands that show a graph, or its inputs and outputs, read it without compiling it. */
  @Test
  void onlyCommandsThatShowGraphsUseImporterAndPasses() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.halyard.engine.importer..", "dev.halyard.engine.pass..")
        .check(CLASSES);
  }

  @Test
  void onlyRunsAreJudgedByTheInterpreter() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HARNESS + "run")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.halyard.engine.interpret..")
        .check(CLASSES);
  }

  @Test
  void nobodyUsesTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLI)
        .check(CLASSES);
  }

  @Test
  void onlyTheHistoryKnowsSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HARNESS + "record")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.halyard.harness.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
